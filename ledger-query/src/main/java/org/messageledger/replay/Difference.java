package org.messageledger.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.messageledger.fact.ViewRow;
import org.messageledger.fact.ViewTable;

/**
 * A row of the live view that is not what the log says.
 *
 * @param leafIndex of the row
 * @param row which of the leaf's rows, in words; it may name a person
 * @param columns those that differ; none for a row that is missing or extra
 */
public record Difference(Kind kind, ViewTable table, long leafIndex, String row, List<String> columns) {

    /** What is wrong with the live view's row. */
    public enum Kind {
        MISSING,
        EXTRA,
        DIFFERENT
    }

    static Difference missing(ViewRow expected) {
        return new Difference(Kind.MISSING, expected.table(), expected.leafIndex(), expected.words(), List.of());
    }

    static Difference extra(ViewRow live) {
        return new Difference(Kind.EXTRA, live.table(), live.leafIndex(), live.words(), List.of());
    }

    static Difference of(ViewRow expected, ViewRow live) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < expected.values().size(); i++) {
            if (!Objects.equals(expected.values().get(i), live.values().get(i))) {
                columns.add(expected.table().columns().get(i));
            }
        }
        return new Difference(Kind.DIFFERENT, expected.table(), expected.leafIndex(), expected.words(), columns);
    }

    /** A sentence without its full stop: {@code leaf 17: fact differs from the log in purpose}. */
    public String words() {
        return "leaf " + leafIndex + ": " + row
                + switch (kind) {
                    case MISSING -> " is missing in the view";
                    case EXTRA -> " is in the view and does not follow from the log";
                    case DIFFERENT -> " differs from the log in " + String.join(", ", columns);
                };
    }
}
