package org.messageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.wiring.RunningLedger;

/** The sample day against the ledger itself. */
class SampleDayTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningLedger ledger;

    @BeforeEach
    void start() {
        ledger = RunningLedger.start(home);
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    private Path day(String mode) throws IOException {
        String yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
        CommandRun sample = CommandRun.of("sample", "--mode", mode, "--day", yesterday);
        return Files.writeString(home.resolve(mode), sample.out());
    }

    private CommandRun imports(Path day) {
        return CommandRun.of(
                "import",
                day.toString(),
                "--receipts",
                home.resolve("receipts").toString(),
                "--url",
                "http://localhost:" + ledger.port(),
                "--password-file",
                home.resolve("passwords/emitter").toString());
    }

    /** Representatives of people who have no part are refused, and who reads through a pool that the message has left. */
    @Test
    void aLedgerThatIsAskedRecordsAllOfItAndRefusesWhatItShould() throws IOException {
        Path day = day("ASK");
        List<String> lines = Files.readAllLines(day);
        long refused = lines.stream().filter(SampleDayTest::mustBeRefused).count();

        CommandRun run = imports(day);

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(refused).isEqualTo(54);
        assertThat(run.out().lines())
                .contains(
                        "recorded: " + lines.size(),
                        "of these refused, as urn:message-ledger:problem:read-refused: " + refused,
                        "rejected: 0");
        assertThat(ledger.logSize()).isEqualTo(1 + lines.size());
        assertThat(linesRecordedAsRefused(day))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, lines.size())
                        .filter(number -> mustBeRefused(lines.get(number - 1))
                                || lines.get(number - 1).contains("\"refusedBy\""))
                        .boxed()
                        .toList());
    }

    private List<Integer> linesRecordedAsRefused(Path day) throws IOException {
        String key = InputFile.check(day).digest() + ":";
        return Files.readAllLines(home.resolve("receipts")).stream()
                .map(RunningLedger::json)
                .filter(receipt -> receipt.path("event").asString().equals("MessageReadRefused"))
                .map(receipt -> Integer.valueOf(
                        receipt.path("idempotencyKey").asString().substring(key.length())))
                .toList();
    }

    private static boolean mustBeRefused(String line) {
        return line.contains("\"PERSONAL_REPRESENTATIVE\"") || line.contains("\"STAFF\",\"pool\":\"front-desk\"");
    }

    @Test
    void aLedgerThatIsToldRecordsAllOfItAndRefusesNothing() throws IOException {
        Path day = day("REPORT");
        CommandRun run = imports(day);
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("rejected: 0").doesNotContain("refused");
        assertThat(ledger.logSize()).isEqualTo(1 + Files.readAllLines(day).size());
    }
}
