package org.messageledger.fact;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.log.LogSettings;

/** One process moves the view; when it dies or stands still another one does, and neither writes a leaf twice. */
@Timeout(300)
@SuppressWarnings("NullAway.Init") // made before each test
class PostgresTakeOverTest {

    private static final Duration CLAIM = Duration.ofSeconds(4);
    /** The claim, how often it is tried for, slowness of the machine, and after a failure each leaf alone, for a second. */
    private static final Duration SOON = Duration.ofSeconds(80);

    private static final int COMMANDS = 40;

    @TempDir
    private Path home;

    private EmbeddedPostgres server;
    private HikariDataSource database;
    private RunningLedger ledger;
    private @Nullable Process child;

    @BeforeEach
    void start() {
        server = Databases.postgres();
        database = (HikariDataSource) Databases.postgres(server);
        ledger = new RunningLedger(database, home);
        ledger.record(new Clinic(1), COMMANDS);
    }

    @AfterEach
    void stop() throws IOException {
        Process process = child;
        if (process != null) {
            process.destroyForcibly();
            process.onExit().join();
        }
        ledger.close();
        database.close();
        server.close();
    }

    @Test
    void takesOverFromAProcessThatIsKilledInTheMiddleOfABatch() throws Exception {
        factsTake(Duration.ofSeconds(2));
        Process process = startChild();
        awaitSession("active");
        try (FactProjection mine = ledger.projection(database, 1_000, CLAIM)) {
            mine.start();
            process.toHandle().destroyForcibly(); // SIGKILL
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            Awaitility.await().atMost(SOON).until(() -> nextLeaf() == ledger.history.size());
        }
        assertNoneMissing();
    }

    @Test
    void takesOverFromAProcessThatStandsStillInTheMiddleOfABatchAndIsNotDisturbedByItAfterwards() throws Exception {
        factsTake(Duration.ofSeconds(1));
        Process process = startChild();
        awaitSession("active");
        signal("STOP", process);
        try (FactProjection mine = ledger.projection(database, 1_000, CLAIM)) {
            try {
                awaitSession("idle in transaction");
                mine.start();
                Awaitility.await().atMost(SOON).until(() -> nextLeaf() == ledger.history.size());
            } finally {
                signal("CONT", process);
            }
            ledger.record(new Clinic(2), COMMANDS);
            Awaitility.await().atMost(SOON).until(() -> nextLeaf() == ledger.history.size());
        }
        assertNoneMissing();

        // Alone again, it goes on where the other has been: after its failure leaf by leaf, so without the delay.
        factsTakeNoLonger();
        ledger.record(new Clinic(3), COMMANDS);
        Awaitility.await().atMost(SOON).until(() -> nextLeaf() == ledger.history.size());
        assertNoneMissing();
    }

    /** As after a suspension: another has had the claim, has written on, and is gone before this one asks again. */
    @Test
    void goesOnBehindWhatAnotherHasWrittenBetweenTwoClaims() throws Exception {
        try (RunningLedger suspended = new RunningLedger(database, home, hearingOfNothing());
                FactProjection mine = suspended.projection(database, 1_000, CLAIM)) {
            mine.start();
            Awaitility.await().atMost(SOON).until(() -> nextLeaf() == ledger.history.size());
            ledger.record(new Clinic(2), 1_500);
            awaitClaimExtended();
            execute("update fact_position set owner = null");
            try (FactProjection other = ledger.projection(database, 1_000, CLAIM)) {
                other.start();
                Awaitility.await().atMost(SOON).until(() -> nextLeaf() == ledger.history.size());
            }
            Awaitility.await()
                    .atMost(SOON)
                    .until(() -> number("select count(*) from fact_position where owner is not null") == 1);
            suspended.record(Commands.send("portal:new", "thread:new", "patient:1"));
            Awaitility.await().atMost(SOON).until(() -> nextLeaf() == suspended.history.size());
        }
        assertThat(number("select count(*) from facts")).isEqualTo(nextLeaf());
    }

    private static LogSettings hearingOfNothing() {
        LogSettings defaults = LogSettings.defaults();
        return new LogSettings(
                defaults.queueAppendsMax(),
                defaults.queueBytesMax(),
                defaults.batchEntriesMax(),
                defaults.batchBytesMax(),
                defaults.streamsKnownMax(),
                defaults.appendDeadline(),
                defaults.headAheadMax(),
                Duration.ofHours(1),
                defaults.retryAfter());
    }

    private void awaitClaimExtended() throws SQLException {
        long before = number("select claimed_at from fact_position");
        Awaitility.await()
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> number("select claimed_at from fact_position") > before);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Every statement that inserts facts has been this long at it when it answers. */
    private void factsTake(Duration duration) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "create function take_long() returns trigger language plpgsql as $$ begin perform pg_sleep("
                            + duration.toSeconds() + "); return null; end $$");
            statement.execute(
                    "create trigger take_long after insert on facts for each statement execute function take_long()");
        }
    }

    private void factsTakeNoLonger() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop trigger take_long on facts");
        }
    }

    private Process startChild() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ProjectingProcess.class.getName(),
                        database.getJdbcUrl(),
                        home.toString(),
                        Long.toString(CLAIM.toMillis()))
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        child = process;
        return process;
    }

    private static void signal(String name, Process process) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(kill.exitValue()).isZero();
    }

    private void awaitSession(String state) {
        Awaitility.await()
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> number("select count(*) from pg_stat_activity where state = '" + state
                                + "' and query ilike 'insert into facts%'")
                        == 1);
    }

    private long nextLeaf() throws SQLException {
        return number("select next_leaf from fact_position");
    }

    private void assertNoneMissing() throws SQLException {
        assertThat(number("select count(*) from facts"))
                .isEqualTo(ledger.history.size())
                .isEqualTo(nextLeaf());
        assertThat(number("select count(*) from postings p where not exists (select 1 from facts f where"
                        + " f.generation = p.generation and f.leaf_index = p.leaf_index)"))
                .isZero();
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
