package org.messageledger.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.messageledger.fact.Condition;
import org.messageledger.fact.Field;

/** A condition is written as a query, and read back as the same; whatever anybody writes gets an answer. */
class QueryWriterTest {

    private static final Condition A = QueryReaderTest.read("actor:a");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "actor:\"clinician:4\" | actor:clinician:4",
                "userAgent:\"a \\\"b\\\" \\\\\" | userAgent:\"a \\\"b\\\" \\\\\"",
                "userAgent:\"Mozilla (\"* | userAgent:\"Mozilla (\"*",
                "userAgent:\"\" | userAgent:\"\"",
                "actor:a actor:b | actor:a AND actor:b",
                "((actor:a) OR (actor:b AND pool:c)) | actor:a OR actor:b AND pool:c",
                "(actor:a OR actor:b) pool:c | (actor:a OR actor:b) AND pool:c",
                "NOT (actor:a pool:c) | NOT (actor:a AND pool:c)",
                "NOT NOT NOT * | NOT NOT NOT *",
                "time:2026-03 | time:[2026-03-01T00:00:00.000Z TO 2026-04-01T00:00:00.000Z}",
                "NOT time:2026-03 | NOT time:[2026-03-01T00:00:00.000Z TO 2026-04-01T00:00:00.000Z}",
                "time:9999-12-31 | time:[9999-12-31T00:00:00.000Z TO +10000-01-01T00:00:00.000Z}",
                "leafIndex:>=5 leafIndex:<3 | leafIndex:>=5 AND leafIndex:<3",
                "leafIndex:{5 TO 7] | leafIndex:{5 TO 7]",
                "occurredAt:[* TO *] | occurredAt:*",
                "urgent:false recordedAt:>2026-03-01T08:00:00Z | urgent:false AND recordedAt:>2026-03-01T08:00:00.000Z",
            })
    void writesAQueryInOneWay(String query, String written) {
        Condition condition = QueryReaderTest.read(query);

        assertThat(QueryWriter.write(condition)).isEqualTo(written);
        assertThat(QueryReaderTest.read(written)).isEqualTo(condition);
    }

    @Test
    void writesWhatNoQueryIsReadAs() {
        assertThat(QueryWriter.write(new Condition.Any(List.of()))).isEqualTo("NOT *");
        assertThat(QueryWriter.write(new Condition.Not(new Condition.Any(List.of()))))
                .isEqualTo("NOT NOT *");
        assertThat(QueryWriter.write(new Condition.All(List.of(A)))).isEqualTo("actor:a");
        assertThat(QueryWriter.write(new Condition.Not(new Condition.Any(List.of(A)))))
                .isEqualTo("NOT actor:a");
    }

    @Test
    void isReadBackAsTheSameCondition() {
        Random random = new Random(20260301);
        for (int i = 0; i < 20_000; i++) {
            String query = RandomQueries.query(random);
            Condition condition = QueryReaderTest.read(query);

            String written = QueryWriter.write(condition);

            assertThat(QueryReaderTest.read(written))
                    .as("%s as %s", query, written)
                    .isEqualTo(condition);
            assertThat(QueryWriter.write(QueryReaderTest.read(written))).isEqualTo(written);
        }
    }

    @Test
    void anyTextIsUnderstoodOrRefusedAtAColumn() {
        Random random = new Random(7);
        int understood = 0;
        for (int i = 0; i < 50_000; i++) {
            String text = i % 2 == 0 ? RandomQueries.noise(random) : RandomQueries.damaged(random);

            Parsed parsed = QueryReader.read(text);

            if (parsed instanceof Parsed.Misunderstood wrong) {
                assertThat(wrong.column()).as(text).isBetween(1, text.codePointCount(0, text.length()) + 1);
                assertThat(wrong.advice()).isNotBlank();
            } else {
                Condition condition = ((Parsed.Understood) parsed).condition();
                assertThat(QueryReaderTest.read(QueryWriter.write(condition)))
                        .as(text)
                        .isEqualTo(condition);
                understood++;
            }
        }
        assertThat(understood).as("damage leaves some queries sound").isBetween(1_000, 40_000);
    }

    @Test
    void coversEveryField() {
        Random random = new Random(3);
        StringBuilder queries = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            queries.append(RandomQueries.query(random)).append(' ');
        }
        for (Field field : Field.values()) {
            assertThat(queries).contains(field.word() + ":");
        }
    }
}
