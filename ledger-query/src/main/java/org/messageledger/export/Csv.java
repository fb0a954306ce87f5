package org.messageledger.export;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines of comma-separated values (RFC 4180, with a header line, UTF-8). A cell that a spreadsheet would take for a formula
 * has an apostrophe in front: what somebody else wrote must not be run where it is read. So has one that begins with an
 * apostrophe itself, so that whoever takes one apostrophe from the front of each cell that has one reads what was written.
 */
public final class Csv {

    /** What formulas begin with, and what a spreadsheet skips before it looks; also as wide as East Asian letters. */
    private static final String FORMULA = "=+-@\t\r\n'\uff1d\uff0b\uff0d\uff20";

    private Csv() {}

    /** One record with its line end, CR LF. Null is an empty cell. */
    public static String line(List<@Nullable String> cells) {
        StringBuilder line = new StringBuilder();
        String comma = "";
        for (String cell : cells) {
            line.append(comma);
            comma = ",";
            if (cell != null) {
                append(line, cell);
            }
        }
        return line.append("\r\n").toString();
    }

    private static void append(StringBuilder line, String cell) {
        boolean formula = !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0;
        if (!formula && cell.chars().noneMatch(character -> character == ',' || character == '"' || character < ' ')) {
            line.append(cell);
            return;
        }
        line.append('"')
                .append(formula ? "'" : "")
                .append(cell.replace("\"", "\"\""))
                .append('"');
    }
}
