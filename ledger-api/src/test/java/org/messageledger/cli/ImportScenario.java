package org.messageledger.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A bulk endpoint, a folder for files, and imports from the one into the other. */
abstract class ImportScenario {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    BulkServer server;

    @BeforeEach
    void start() throws IOException {
        server = new BulkServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** With the right password and some patience, unless the options say otherwise. */
    CommandRun imports(Path file, String... options) {
        Path password = written("password", BulkServer.PASSWORD + "\n");
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

    Path file(String... lines) {
        return written("in.ndjson", String.join("\n", lines) + "\n");
    }

    Path reads(int lines) {
        return file(IntStream.rangeClosed(1, lines)
                .mapToObj(i -> "{\"command\":\"ReadMessage\",\"messageId\":\"portal:" + i + "\"}")
                .toArray(String[]::new));
    }

    /** @param missing how many bytes are cut off its end */
    Path gzip(byte[] text, String name, int missing) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(text);
        }
        return Files.write(folder.resolve(name), Arrays.copyOf(zipped.toByteArray(), zipped.size() - missing));
    }

    private Path written(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
