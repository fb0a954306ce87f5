package org.messageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong options, and requests that the server refuses: a line of text that says what to do, and an exit code. */
class ImportUsageTest extends ImportScenario {

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
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains(message).doesNotContain("\tat ");
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void doesNotGetInWithAnotherPassword() throws IOException {
        Path password = Files.writeString(folder.resolve("other"), "guess");
        CommandRun run = imports(reads(1), "--password-file", password.toString());
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("does not accept user emitter").doesNotContain("guess");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<html>hello</html>", "{}", "{\"status\":201,\"receipt\":{}}\n{\"status\":201,\"receipt\":{}}\n"
            })
    void saysThatTheServerIsNoLedger(String body) throws IOException {
        server.troubled(BulkServer.answering(body));
        CommandRun run = imports(reads(1));
        assertThat(run.exitCode()).isEqualTo(3);
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
    void refusesWrongOptions(String option, String value, String message) {
        CommandRun run = CommandRun.of("import", reads(1).toString(), option, value);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message).doesNotContain("\tat ");
    }

    @Test
    void saysWhereHelpIs() {
        CommandRun run = CommandRun.of("import", "--speed", "fast", "x");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(2).last().isEqualTo("Try: message-ledger import --help");
    }

    @Test
    void namesEveryExitCodeInItsHelp() {
        CommandRun run = CommandRun.of("import", "--help");
        assertThat(run.exitCode()).isZero();
        for (String code : List.of("0", "1", "2", "3")) {
            assertThat(run.out()).containsPattern("(?m)^ +" + code + " {3}[A-Z]");
        }
        // Running it again would send everything once more, under the new content's keys.
        assertThat(run.out().replaceAll("\\s+", " "))
                .contains("Or the file changed meanwhile: import what is missing from a file of its own.");
    }
}
