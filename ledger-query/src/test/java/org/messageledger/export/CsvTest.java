package org.messageledger.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    /** What RFC 4180 has a meaning for, what spreadsheets have one for, and what neither has. */
    private static final String ALPHABET = "a,\"\r\n =+-@\t'ü\uff1d";

    @Test
    void quotesWhatItMust() {
        assertThat(Csv.line(Arrays.asList("a", null, "", "b c", "d,e", "f\"g", "h\ni")))
                .isEqualTo("a,,,b c,\"d,e\",\"f\"\"g\",\"h\ni\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\uff1d1+1", "'=1", "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=cmd|' /C calc'!A0"
            })
    void letsNoSpreadsheetRunWhatSomebodyWrote(String formula) {
        assertThat(Csv.line(List.of("x", formula))).isEqualTo("x,\"'" + formula + "\"\r\n");
    }

    @Test
    void isReadBackByWhoKnowsTheRules() {
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            List<String> cells = new ArrayList<>();
            for (int cell = random.nextInt(5) + 1; cell > 0; cell--) {
                StringBuilder text = new StringBuilder();
                for (int length = random.nextInt(6); length > 0; length--) {
                    text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
                }
                cells.add(text.toString());
            }
            assertThat(read(Csv.line(List.copyOf(cells))).stream()
                            .map(cell -> cell.startsWith("'") ? cell.substring(1) : cell))
                    .as("%s", cells)
                    .isEqualTo(cells);
        }
    }

    /** One record, the slow and obvious way. */
    private static List<String> read(String line) {
        assertThat(line).endsWith("\r\n");
        String rest = line.substring(0, line.length() - 2);
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < rest.length(); i++) {
            char character = rest.charAt(i);
            if (quoted && character == '"' && i + 1 < rest.length() && rest.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (character == '"') {
                quoted = !quoted;
            } else if (character == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                assertThat(quoted || character >= ' ')
                        .as("a line end only within quotes")
                        .isTrue();
                cell.append(character);
            }
        }
        assertThat(quoted).isFalse();
        cells.add(cell.toString());
        return cells;
    }
}
