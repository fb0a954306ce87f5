package org.messageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is told at the end. */
class ImportSummaryTest extends ImportScenario {

    @Test
    void showsTheFirstTwentyRejectionsAndSendsTheRest() throws IOException {
        String[] lines = IntStream.rangeClosed(1, 30)
                .mapToObj(i -> i <= 25 ? "{\"test\":\"reject\"}" : "{\"test\":\"\"}")
                .toArray(String[]::new);
        CommandRun run = imports(file(lines));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("recorded: 5", "rejected: 25", "and 5 more")
                .contains("rejected as urn:message-ledger:problem:rule-broken: 25")
                .contains("line 20: No, field subject: do it otherwise (urn:message-ledger:problem:rule-broken)")
                .doesNotContain("line 21:");
    }

    @Test
    void countsRecordedRefusalsAsFine() throws IOException {
        CommandRun run = imports(file("{\"test\":\"refuse\"}"));
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("recorded: 1", "urn:message-ledger:problem:read-refused: 1", "rejected: 0");
    }

    @Test
    void rejectsLinesThatItCannotSendAndSendsTheOthers() throws IOException {
        String tooLong = "{\"x\":\"" + "x".repeat(InputLines.LINE_BYTES_MAX) + "\"}";
        CommandRun run = imports(file("[]", tooLong, "{\"broken", "{\"command\":\"A\"}"));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("line 1: The line is no JSON object", "line 2: The line is too long", "line 3: No")
                .contains("recorded: 1", "rejected: 3");
        assertThat(server.lines()).hasSize(2);
    }

    @Test
    void tellsWhatBecameOfEveryLine() {
        CommandRun run = imports(file("{\"test\":\"refuse\"}", "{}", "", "no"));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines())
                .startsWith(
                        "lines: 4",
                        "recorded: 2",
                        "replayed (recorded before): 0",
                        "of these refused, as urn:message-ledger:problem:read-refused: 1",
                        "rejected: 1",
                        "rejected as local:not-an-object: 1",
                        "line 4: The line is no JSON object: a command is a JSON object on one line (local:not-an-object)")
                .last()
                .asString()
                .matches("took: [0-9.]+ s, [0-9]+ lines a second");
    }
}
