package org.messageledger.fact;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.log.Entry;
import org.messageledger.log.Log;
import org.messageledger.tree.Hash;
import org.messageledger.tree.RightEdge;
import org.messageledger.tree.TreeHasher;

/**
 * Three processes record on one database and move its view, each with another wrong clock; now and then one is killed
 * (SIGKILL) and started again. The view that is left is what the log's entries make, row for row.
 */
class PostgresThreeProcessesCrashTest {

    private static final Duration SHORT = Duration.ofSeconds(7);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int KILLS_MIN = 3;
    private static final int LIVES_MILLIS_MAX = 1_500;
    private static final Duration SOON = RecordingProcess.CLAIM.plusSeconds(60);
    private static final List<Duration> SKEWS =
            List.of(Duration.ofMinutes(7), Duration.ofMinutes(-7), Duration.ofHours(30));

    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private final List<RecordingProcess> processes = new ArrayList<>();

    @TempDir
    private Path home;

    @Test
    @Timeout(600)
    void makeOneViewOfAllEntriesWithNoneMissingAndNoneTwice() throws Exception {
        long seed = Long.getLong("ledger.seed", System.nanoTime());
        say("three processes and their view: -Dledger.seed=" + seed);
        Random random = new Random(seed);
        try (EmbeddedPostgres server = Databases.postgres();
                HikariDataSource database = (HikariDataSource) Databases.postgres(server)) {
            new RunningLedger(database, home).close(); // founds it
            int kills;
            try {
                for (Duration skew : SKEWS) {
                    processes.add(start(database, random, skew));
                }
                kills = killNowAndThen(database, random);
                leaveOne(random);
                Awaitility.await()
                        .atMost(SOON)
                        .until(() -> number(database, "select next_leaf from fact_position")
                                == number(database, "select size from head"));
            } finally {
                for (RecordingProcess process : processes) {
                    process.kill();
                }
            }
            try (RunningLedger ledger = new RunningLedger(database, home)) {
                say("kills=" + kills + " size=" + ledger.history.size() + " receipts=" + said.size());
                checkReceipts(ledger.log);
                checkView(database, ledger);
                assertThat(Databases.rows(database, "select * from facts order by leaf_index"))
                        .as("as of one process that nobody disturbs")
                        .isEqualTo(undisturbed(server, ledger));
            }
        }
    }

    private RecordingProcess start(HikariDataSource database, Random random, Duration skew) throws Exception {
        return new RecordingProcess(database.getJdbcUrl(), home, random.nextLong(), skew, said);
    }

    private int killNowAndThen(HikariDataSource database, Random random) throws Exception {
        Duration duration = Integer.getInteger("ledger.crashes") == null ? SHORT : LONG;
        long endNanos = System.nanoTime() + duration.toNanos();
        int kills = 0;
        while (kills < KILLS_MIN || System.nanoTime() - endNanos < 0) {
            int next = random.nextInt(processes.size());
            processes.get(next).letLive(Duration.ofMillis(random.nextInt(LIVES_MILLIS_MAX)));
            processes.get(next).kill();
            processes.set(next, start(database, random, SKEWS.get(next)));
            kills++;
        }
        return kills;
    }

    /** The last that lives has to catch up. */
    private void leaveOne(Random random) throws Exception {
        for (RecordingProcess process : processes) {
            process.letLive(Duration.ZERO);
        }
        for (RecordingProcess process : processes) {
            process.beQuiet();
        }
        for (int more = processes.size(); more > 1; more--) {
            processes.remove(random.nextInt(more)).kill();
        }
    }

    private void checkReceipts(Log log) {
        List<Entry> entries = new ArrayList<>();
        List<Hash> roots = new ArrayList<>(List.of(RightEdge.EMPTY.root()));
        RightEdge edge = RightEdge.EMPTY;
        for (List<Entry> page = log.read(0, 1_000); !page.isEmpty(); page = log.read(entries.size(), 1_000)) {
            for (Entry entry : page) {
                assertThat(entry.leafIndex()).isEqualTo(entries.size());
                entries.add(entry);
                edge = edge.append(TreeHasher.leaf(entry.bytes()));
                roots.add(edge.root());
            }
        }
        assertThat(said).isNotEmpty().allMatch(line -> Character.isDigit(line.charAt(0)), "a receipt");
        for (String line : said) {
            String[] receipt = line.split(" ", -1);
            Entry entry = entries.get(Integer.parseInt(receipt[0]));
            assertThat(entry.eventId()).hasToString(receipt[1]);
            assertThat(Long.parseLong(receipt[2])).isGreaterThan(entry.leafIndex());
            assertThat(roots.get(Integer.parseInt(receipt[2])).toBase64()).isEqualTo(receipt[3]);
            assertThat(log.batchOf(entry.leafIndex()).recordedAt().toEpochMilli())
                    .isEqualTo(Long.parseLong(receipt[4]));
        }
    }

    private static void checkView(DataSource database, RunningLedger ledger) throws SQLException {
        Reference reference = new Reference(ledger.log, ledger.history.size() - 1);
        NaiveView naive = new NaiveView(reference.lines());
        assertThat(reference.lines())
                .extracting(Reference.Line::recordedAt)
                .as("time")
                .isSorted();

        assertThat(Databases.rows(database, "select " + NaiveView.FACT_COLUMNS + " from facts order by leaf_index"))
                .isEqualTo(naive.facts());
        List<String> said = saidBy(Databases.rows(
                database, "select leaf_index, role, subject_id, known_from, irregularities from postings"));
        assertThat(without(naive.postings(), said)).as("missing").isEmpty();
        assertThat(without(said, naive.postings())).as("too many").isEmpty();
        assertThat(number(database, "select next_leaf from fact_position"))
                .isEqualTo(ledger.history.size())
                .isEqualTo(naive.facts().size());
    }

    private static List<String> without(List<String> all, List<String> others) {
        Set<String> known = new HashSet<>(others);
        return all.stream().filter(one -> !known.contains(one)).toList();
    }

    /**
     * One posting may say two things, and two the same: {@link RoleCode}. Sorted, each known as early as can be, in the form
     * of {@link NaiveView#postings}.
     */
    private static List<String> saidBy(List<String> stored) {
        Map<String, Long> knownFrom = new TreeMap<>();
        Map<String, String> irregularities = new HashMap<>();
        for (String row : stored) {
            String[] column = row.split("\\|", -1);
            long known = Long.parseLong(column[3].equals("null") ? column[0] : column[3]);
            for (String role : rolesOf(Integer.parseInt(column[1]))) {
                String said = column[0] + "|" + role.replace("*", column[2]);
                knownFrom.merge(said, known, Math::min);
                irregularities.put(said, role.startsWith("THREAD") ? "null" : column[4]);
            }
        }
        return knownFrom.entrySet().stream()
                .map(said -> said.getKey() + "|" + said.getValue() + "|" + irregularities.get(said.getKey()) + "|")
                .sorted()
                .toList();
    }

    /** Kind and role, with a star in the subject's place. */
    private static List<String> rolesOf(int code) {
        int kindCode = code / RoleCode.KIND;
        int role = code % RoleCode.KIND;
        if (kindCode <= SubjectKind.THREAD.code()) {
            String event = Role.EVENTS.get(role - 1);
            String message = "MESSAGE|*|" + event;
            String thread = "THREAD|*|" + event;
            return kindCode == SubjectKind.MESSAGE.code()
                    ? List.of(message)
                    : kindCode == SubjectKind.THREAD.code() ? List.of(thread) : List.of(message, thread);
        }
        SubjectKind kind = Stream.of(SubjectKind.values())
                .filter(some -> some.code() == kindCode)
                .findFirst()
                .orElseThrow();
        Role named = Stream.of(Role.values())
                .filter(some -> some.code() == role)
                .findFirst()
                .orElseThrow();
        return kind == SubjectKind.PERSON && named == Role.SENDER
                ? List.of("PERSON|*|SENDER", "PERSON|*|ACTOR")
                : List.of(kind + "|*|" + named);
    }

    private static List<String> undisturbed(EmbeddedPostgres server, RunningLedger ledger) throws SQLException {
        try (HikariDataSource database = (HikariDataSource) Databases.postgres(server);
                FactProjection projection = ledger.projection(database, FactProjection.BATCH_SIZE_DEFAULT)) {
            projection.start();
            ledger.awaitCaughtUp(projection);
            return Databases.rows(database, "select * from facts order by leaf_index");
        }
    }

    private static long number(DataSource database, String sql) throws SQLException {
        return Long.parseLong(Databases.rows(database, sql).get(0).replace("|", ""));
    }

    private static void say(String text) {
        System.out.println("[crashes] " + text);
    }
}
