package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.log.Entry;
import org.messageledger.log.GroupCommitLog;
import org.messageledger.log.Log;
import org.messageledger.log.LogSettings;
import org.messageledger.tree.Hash;

/** A process that appends is killed (SIGKILL) at random moments: what it was told is true ever after. */
class H2CrashTest {

    private static final int KILLS = 5;

    @TempDir
    private Path home;

    @Test
    void keepsEverythingThatItAcknowledgedThroughKills() throws Exception {
        // As the program opens it: with its own defaults H2 loses what was committed.
        String url = EmbeddedDatabase.url(home);
        Random random = new Random();
        List<String> told = new ArrayList<>();
        HikariDataSource migrating = pool(url);
        Migrations.migrated(migrating);
        migrating.close();
        for (int kill = 0; kill < KILLS; kill++) {
            int enough = told.size() + 1 + random.nextInt(2_000);
            Process process = start(url);
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
                while (told.size() < enough) {
                    told.add(whole(lines.readLine()));
                }
                process.toHandle().destroyForcibly(); // SIGKILL; unlike the process' own, it leaves the pipe to be read
                addRest(lines, told);
            }
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            check(url, told);
        }
    }

    private static Process start(String url) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), AppendingProcess.class.getName(), url)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String whole(String line) {
        assertThat(line).as("the process went by itself").isNotNull();
        return line;
    }

    /** What it said before it died was said, even if it was read later; a last line may be cut. */
    private static void addRest(BufferedReader lines, List<String> told) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.matches("\\d+ \\S{36} \\d+ \\S{44}")) {
                told.add(line);
            }
        }
    }

    private static void check(String url, List<String> told) {
        HikariDataSource pool = pool(url);
        try (Log log = new GroupCommitLog(new JdbcLogStore(pool), LogSettings.defaults())) {
            List<Hash> leaves = LogContract.leaves(log);
            assertThat(log.head().size()).isEqualTo(leaves.size());
            assertThat(log.head().tree().root()).isEqualTo(LogContract.naiveRoot(leaves));
            Map<Long, UUID> stored = new HashMap<>();
            for (List<Entry> page = log.read(0, 1_000); !page.isEmpty(); page = log.read(stored.size(), 1_000)) {
                page.forEach(entry -> stored.put(entry.leafIndex(), entry.eventId()));
            }
            Map<Long, String> roots = new HashMap<>();
            for (String line : told) {
                String[] parts = line.split(" ", -1);
                long size = Long.parseLong(parts[2]);
                assertThat(stored.get(Long.parseLong(parts[0]))).hasToString(parts[1]);
                assertThat(roots.computeIfAbsent(size, it -> log.rootAt(it).toBase64()))
                        .isEqualTo(parts[3]);
            }
        } finally {
            pool.close();
        }
    }

    private static HikariDataSource pool(String url) {
        return Pools.open(url, "sa");
    }
}
