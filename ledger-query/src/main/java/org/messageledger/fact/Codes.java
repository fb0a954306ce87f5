package org.messageledger.fact;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.messageledger.party.Irregularity;

/** A few codes or ids in one column: {@code ,A,B,}, or nothing. Neither holds a comma. */
final class Codes {

    private Codes() {}

    static String write(Collection<?> codes) {
        return codes.isEmpty() ? "" : codes.stream().map(Object::toString).collect(Collectors.joining(",", ",", ","));
    }

    static List<String> read(String column) {
        return column.isEmpty()
                ? List.of()
                : Arrays.asList(column.substring(1, column.length() - 1).split(",", -1));
    }

    static List<Irregularity> irregularities(String column) {
        return read(column).stream().map(Irregularity::valueOf).toList();
    }

    /** What {@code like … escape '!'} finds the code with. */
    static String pattern(Irregularity code) {
        return "%," + code.name().replace("_", "!_") + ",%";
    }
}
