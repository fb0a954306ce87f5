package org.messageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Files that can be imported, and those of which nothing must be sent. */
class ImportFileTest extends ImportScenario {

    @Test
    void readsGzipByItsFirstBytesAndPassesOverAByteOrderMark() throws IOException {
        byte[] text = "\uFEFF{\"command\":\"A\"}\n{\"command\":\"B\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(imports(gzip(text, "in.bin", 0)).exitCode()).isZero();
        assertThat(server.keys()).hasSize(2);
    }

    /** What is recorded of a damaged file would be recorded again from the whole one: it has another digest. */
    @Test
    void sendsNothingOfACompressedFileThatIsCutOff() throws IOException {
        byte[] text = IntStream.range(0, 5000)
                .mapToObj(i -> "{\"command\":\"A\",\"messageId\":\"" + Integer.toHexString(i * 7919) + "\"}\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
        refuses(gzip(text, "in.gz", 12), "damaged or cut off, get it again whole");
    }

    @Test
    void refusesWhatIsNamedGzipAndIsNot() throws IOException {
        refuses(Files.writeString(folder.resolve("in.gz"), "{}\n"), "is named .gz but is not gzip");
    }

    @Test
    void refusesAnEmptyFileAndOneThatUnpacksToNothing() throws IOException {
        refuses(Files.createFile(folder.resolve("empty")), "is empty, there is nothing to import");
        refuses(gzip(new byte[0], "empty.gz", 0), "is empty, there is nothing to import");
    }

    @Test
    void refusesAFileThatIsNotThereAndAFolder() {
        refuses(folder.resolve("nothing"), "no such file");
        refuses(folder, "is a directory, give a file");
    }

    @Test
    void refusesWhatCannotBeReadTwice() {
        refuses(Path.of("/dev/null"), "no regular file, and an import reads it more than once");
    }

    @Test
    void refusesAFileThatItMayNotRead() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "{}\n");
        assumeThat(secret.toFile().setReadable(false) && !Files.isReadable(secret))
                .as("whoever runs the tests is bound by permissions")
                .isTrue();
        refuses(secret, "may not be read by you");
    }

    /** What is new in it would be sent under keys of the old file, and once more by the next import, under its own. */
    @Test
    void stopsWhenTheFileChangesUnderIt() throws IOException {
        Path file = reads(3);
        server.troubled((bulk, exchange) -> {
            Files.writeString(file, "{\"command\":\"A\"}\n", StandardOpenOption.APPEND);
            BulkServer.answering("{\"status\":201,\"receipt\":{}}\n").happen(bulk, exchange);
        });
        CommandRun run = imports(file, "--chunk-lines", "1");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("the file changed while it was imported");
        assertThat(run.out()).contains("recorded: 1");
        assertThat(server.requests()).isEqualTo(1);
    }

    private void refuses(Path file, String message) {
        CommandRun run = imports(file);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains(message);
        assertThat(run.out()).isEmpty();
        assertThat(server.requests()).isZero();
    }
}
