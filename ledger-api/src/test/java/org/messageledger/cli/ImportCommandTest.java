package org.messageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportCommandTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private BulkServer server;

    @BeforeEach
    void start() throws IOException {
        server = new BulkServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** With the right password and some patience, unless the options say otherwise. */
    private CommandRun imports(Path file, String... options) throws IOException {
        Path password = Files.writeString(folder.resolve("password"), BulkServer.PASSWORD + "\n");
        List<String> args = new ArrayList<>(List.of("import", file.toString(), "--url", server.url()));
        List<String> given = Arrays.asList(options);
        args.addAll(given);
        if (!given.contains("--password-file")) {
            args.addAll(List.of("--password-file", password.toString()));
        }
        if (!given.contains("--patience-seconds")) {
            args.addAll(List.of("--patience-seconds", "20"));
        }
        return CommandRun.of(args.toArray(String[]::new));
    }

    private Path file(String... lines) throws IOException {
        return Files.writeString(folder.resolve("in.ndjson"), String.join("\n", lines) + "\n");
    }

    private Path reads(int lines) throws IOException {
        return file(IntStream.rangeClosed(1, lines)
                .mapToObj(i -> "{\"command\":\"ReadMessage\",\"messageId\":\"portal:" + i + "\"}")
                .toArray(String[]::new));
    }

    @Test
    void sendsEveryLineUnderAKeyOfTheFileAndTheLine() throws IOException {
        Path file = file("{\"command\":\"A\"}", "", " { } ", "{\"command\":\"ü\",\"x\":[{\"idempotencyKey\":1}]}\r");
        String digest = InputLines.digest(file);
        CommandRun run = imports(file, "--chunk-lines", "2");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(server.keys()).containsExactly(digest + ":1", digest + ":3", digest + ":4");
        assertThat(server.lines().get(2))
                .startsWith("{\"idempotencyKey\":\"" + digest + ":4\",\"command\":\"ü\",\"x\":[{");
        assertThat(server.requests()).isEqualTo(2);
        assertThat(run.out()).contains("lines: 4", "recorded: 3", "replayed (recorded before): 0", "rejected: 0");
    }

    @Test
    void leavesAKeyThatALineBringsAlone() throws IOException {
        assertThat(imports(file("{\"command\":\"A\",\"idempotencyKey\":\"mine\"}"))
                        .exitCode())
                .isZero();
        assertThat(server.keys()).containsExactly("mine");
    }

    @Test
    void addsNothingWhenRunTwice() throws IOException {
        Path file = reads(25);
        imports(file, "--chunk-lines", "10");
        CommandRun second = imports(file, "--chunk-lines", "7");
        assertThat(second.exitCode()).isZero();
        assertThat(server.keys()).hasSize(25);
        assertThat(second.out()).contains("recorded: 0", "replayed (recorded before): 25");
    }

    @Test
    void goesOnWhereAnInterruptedRunStopped() throws IOException {
        Path file = reads(25);
        server.troubled(BulkServer.cutAfter(10)).troubled(BulkServer.status(503));
        CommandRun first = imports(file, "--chunk-lines", "10", "--patience-seconds", "0");
        assertThat(first.exitCode()).isEqualTo(2);
        assertThat(first.err()).contains("gave up after 0 s", "broke off", "Nothing is lost");
        assertThat(server.keys()).hasSize(10);
        CommandRun second = imports(file, "--chunk-lines", "10");
        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(second.out()).contains("recorded: 15", "replayed (recorded before): 10");
        assertThat(server.keys()).hasSize(25).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void asksAgainWhenTheLedgerIsNotReady(int status) throws IOException {
        server.troubled(BulkServer.status(status, "Retry-After", "0")).troubled(BulkServer.status(status));
        CommandRun run = imports(reads(3));
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).containsOnlyOnce("trying again for up to 20 s").contains(String.valueOf(status));
        assertThat(server.keys()).hasSize(3);
        assertThat(server.requests()).isEqualTo(3);
    }

    @Test
    void givesUpAtOnceWhenTheLedgerAsksForMoreThanThePatience() throws IOException {
        server.troubled(BulkServer.status(503, "Retry-After", "3600"));
        CommandRun run = imports(reads(3));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("gave up after 0 s").contains("503");
    }

    @Test
    void countsWhatItHeardBeforeTheConnectionBrokeAsRecorded() throws IOException {
        server.troubled(BulkServer.cutAfter(4));
        Path receipts = folder.resolve("receipts");
        CommandRun run = imports(reads(10), "--receipts", receipts.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("recorded: 4", "replayed (recorded before): 6");
        assertThat(Files.readAllLines(receipts)).hasSize(4 + 10);
        assertThat(server.keys()).hasSize(10);
    }

    @Test
    void asksAgainWhenAnAnswerEndsWithinALine() throws IOException {
        server.troubled(BulkServer.endedAfter(0))
                .troubled(BulkServer.endedAfter(2))
                .troubled(BulkServer.answering(""));
        CommandRun run = imports(reads(3));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("recorded: 0", "replayed (recorded before): 3");
    }

    @Test
    void sendsAChunkAgainInWhichTheLedgerPushedBack() throws IOException {
        String pushback = "{\"status\":503,\"problem\":{\"type\":\"urn:message-ledger:problem:busy\"}}\n";
        server.troubled(BulkServer.answering(pushback));
        assertThat(imports(reads(1)).exitCode()).isZero();
        assertThat(server.keys()).hasSize(1);
    }

    @Test
    void keepsEveryReceiptAndEndsAHalfLineOfAnEarlierRun() throws IOException {
        Path receipts = Files.writeString(folder.resolve("receipts"), "{\"half");
        imports(reads(2), "--receipts", receipts.toString());
        Stream<String> expected = server.keys().stream().map(key -> String.valueOf(server.receipt(key)));
        assertThat(Files.readAllLines(receipts))
                .isEqualTo(Stream.concat(Stream.of("{\"half"), expected).toList());
    }

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
    void readsGzipByItsFirstBytesAndPassesOverAByteOrderMark() throws IOException {
        byte[] text = "\uFEFF{\"command\":\"A\"}\n{\"command\":\"B\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(imports(gzip(text, 0)).exitCode()).isZero();
        assertThat(server.keys()).hasSize(2);
    }

    @Test
    void tellsThatACompressedFileIsCutOff() throws IOException {
        byte[] text = "{\"command\":\"A\"}\n".repeat(1000).getBytes(StandardCharsets.UTF_8);
        CommandRun run = imports(gzip(text, 12));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("damaged or cut off");
    }

    private Path gzip(byte[] text, int missing) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(text);
        }
        return Files.write(folder.resolve("in.bin"), Arrays.copyOf(zipped.toByteArray(), zipped.size() - missing));
    }

    @ParameterizedTest
    @CsvSource({
        "401, does not accept user emitter",
        "403, needs the role emitter",
        "404, no ledger answers",
        "413, refuses the request: status 413: A title: a detail",
        "500, status 500"
    })
    void explainsARefusedRequest(int status, String message) throws IOException {
        server.troubled(BulkServer.status(status));
        CommandRun run = imports(reads(1));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message).doesNotContain("\tat ");
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void doesNotGetInWithAnotherPassword() throws IOException {
        Path password = Files.writeString(folder.resolve("other"), "guess");
        CommandRun run = imports(reads(1), "--password-file", password.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("does not accept user emitter").doesNotContain("guess");
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        server.close();
        CommandRun run = imports(reads(1), "--patience-seconds", "0");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("no connection", server.url());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<html>hello</html>", "{}", "{\"status\":201,\"receipt\":{}}\n{\"status\":201,\"receipt\":{}}\n"
            })
    void saysThatTheServerIsNoLedger(String body) throws IOException {
        server.troubled(BulkServer.answering(body));
        CommandRun run = imports(reads(1));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("the server").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource({
        "--url, localhost:8080, --url must look like",
        "--url, ftp://x, --url must look like",
        "--chunk-lines, 0, --chunk-lines must be",
        "--patience-seconds, -1, --patience-seconds must be",
        "--user, a:b, --user must not",
        "--format, xml, --format",
        "--password-file, missing, cannot read the password of user emitter"
    })
    void refusesWrongOptions(String option, String value, String message) throws IOException {
        CommandRun run = CommandRun.of("import", reads(1).toString(), option, value);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message).doesNotContain("\tat ");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        CommandRun run = CommandRun.of("import", folder.resolve("nothing").toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("no such file");
    }

    @Test
    void importsASampleDayWhole() throws IOException {
        String day = CommandRun.of("sample", "--messages", "40").out();
        Path file = Files.writeString(folder.resolve("day"), day);
        assertThat(imports(file).exitCode()).isZero();
        assertThat(server.keys()).hasSize((int) day.lines().count());
    }

    @Test
    void importsMailUnderAKeyForEachOfItsCommands() throws IOException {
        Path file = file(
                "{\"messageId\":\"b\",\"inReplyTo\":\"a\",\"from\":\"y@x\",\"to\":[\"x@x\"],\"kind\":\"suspicious\"}",
                "not mail",
                "{\"messageId\":\"a\",\"from\":\"x@x\",\"to\":[],\"subject\":\"" + "ä".repeat(300) + "\"}");
        String digest = InputLines.digest(file);
        CommandRun run = imports(file, "--format", "mail");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(server.keys())
                .isEqualTo(Stream.of(":1:1", ":1:2", ":1:3", ":3:1")
                        .map(digest::concat)
                        .collect(Collectors.toList()));
        assertThat(run.out()).contains("recorded: 4", "subject shortened: 1", "line 2: The line is no mail");
    }

    @ParameterizedTest
    @CsvSource({"import, true", "sample, true", "help, true", "-V, true", "--server.port=1, false", "'', false"})
    void tellsItsOwnArgumentsFromTheServers(String argument, boolean named) {
        assertThat(LedgerCommands.names(new String[] {argument, "x"})).isEqualTo(named);
        assertThat(LedgerCommands.names(new String[0])).isFalse();
    }
}
