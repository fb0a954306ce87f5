package org.messageledger.asking;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file of RFC 4180 read back, the slow and obvious way; of each cell that has one, an apostrophe is taken from its front. */
final class CsvRecords {

    private CsvRecords() {}

    /** A map from heading to cell for each record; what is empty is left out. */
    static List<Map<String, String>> read(String file) {
        List<List<String>> records = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < file.length(); i++) {
            char character = file.charAt(i);
            if (quoted && file.startsWith("\"\"", i)) {
                cell.append('"');
                i++;
            } else if (character == '"') {
                quoted = !quoted;
            } else if (quoted || (character != ',' && !file.startsWith("\r\n", i))) {
                cell.append(character);
            } else {
                cells.add(cell.toString());
                cell.setLength(0);
                if (character != ',') {
                    records.add(cells);
                    cells = new ArrayList<>();
                    i++;
                }
            }
        }
        if (quoted || !cells.isEmpty() || cell.length() > 0) {
            throw new AssertionError("the last record has no end");
        }
        List<Map<String, String>> rows = new ArrayList<>();
        for (List<String> values : records.subList(1, records.size())) {
            if (values.size() != records.get(0).size()) {
                throw new AssertionError("a record of another length: " + values);
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < values.size(); i++) {
                String value = values.get(i);
                if (!value.isEmpty()) {
                    row.put(records.get(0).get(i), value.startsWith("'") ? value.substring(1) : value);
                }
            }
            rows.add(row);
        }
        return rows;
    }
}
