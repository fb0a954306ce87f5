package org.messageledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.checkpoint.VerifierKey;

/** An export in a process of its own, killed at random moments while the log grows. */
class ExportKilledTest {

    private static final int KILLS = 8;

    @TempDir
    private Path folder;

    /** What the child runs: address, folder, key. */
    public static void main(String[] args) throws Exception {
        List<String> words = new LogExport(new LogSite(URI.create(args[0]), null), Path.of(args[1]))
                .run(List.of(VerifierKey.parse(args[2])), (leaves, treeSize) -> {});
        words.forEach(System.out::println);
    }

    private static Process start(ServedLog served, Path copy) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExportKilledTest.class.getName(),
                        served.address().toString(),
                        copy.toString(),
                        StaticLogs.KEY.verifier(StaticLogs.ORIGIN).toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static int end(Process process) throws InterruptedException {
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Test
    void goesOnAndIsALogOfSomeSizeOrOfNoneAtEveryMoment() throws Exception {
        Path log = Files.createDirectory(folder.resolve("log"));
        Path copy = folder.resolve("copy");
        Random random = new Random(7);
        try (ServedLog served = new ServedLog(log)) {
            int size = 20_000;
            int killed = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                size += random.nextInt(3_000);
                StaticLogs.write(log, StaticLogs.entries(size));
                killed += isKilledAtRequest(1 + random.nextInt(60), served, copy) ? 1 : 0;
                if (Files.exists(copy.resolve("checkpoint"))) {
                    assertThat(StaticLogs.verify(copy)).isNotEmpty();
                }
            }
            assertThat(killed).isGreaterThan(KILLS / 2);
            String finalSize = ", " + size;
            Set<String> there = new HashSet<>(StaticLogs.files(copy));
            List<String> unusedBefore = served.asked();

            assertThat(end(start(served, copy))).isZero();

            assertThat(served.asked())
                    .filteredOn(path -> !path.equals("checkpoint"))
                    .doesNotContainAnyElementsOf(there);
            assertThat(StaticLogs.verify(copy))
                    .anyMatch(line -> line.contains(finalSize + " entries, root "))
                    .noneMatch(line -> line.contains("not checked"));
        }
    }

    /** Or it ends before, and is complete then. */
    private static boolean isKilledAtRequest(int request, ServedLog served, Path copy) throws Exception {
        AtomicInteger left = new AtomicInteger(request);
        Process process = start(served, copy);
        served.beforeAnswer(() -> {
            if (left.decrementAndGet() == 0) {
                process.destroyForcibly();
            }
        });
        int status = end(process);
        served.beforeAnswer(() -> {});
        assertThat(status).isIn(0, 137);
        return status != 0;
    }
}
