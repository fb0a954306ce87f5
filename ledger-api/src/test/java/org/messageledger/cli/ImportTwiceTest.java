package org.messageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The same file again adds nothing: a key for each of its lines. */
class ImportTwiceTest extends ImportScenario {

    @Test
    void sendsEveryLineUnderAKeyOfTheFileAndTheLine() throws IOException {
        Path file = file("{\"command\":\"A\"}", "", " { } ", "{\"command\":\"ü\",\"x\":[{\"idempotencyKey\":1}]}\r");
        String digest = InputFile.check(file).digest();
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
        String digest = InputFile.check(file).digest();
        CommandRun run = imports(file, "--format", "mail");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(server.keys())
                .isEqualTo(Stream.of(":1:1", ":1:2", ":1:3", ":3:1")
                        .map(digest::concat)
                        .collect(Collectors.toList()));
        assertThat(run.out()).contains("recorded: 4", "subject shortened: 1", "line 2: The line is no mail");
    }
}
