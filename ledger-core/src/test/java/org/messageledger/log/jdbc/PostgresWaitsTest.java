package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.messageledger.log.Append;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.AppendOutcome.Appended;
import org.messageledger.log.CommitResult;
import org.messageledger.log.Drafts;
import org.messageledger.log.GroupCommitLog;
import org.messageledger.log.Log;
import org.messageledger.log.LogSettings;
import org.messageledger.log.StorageException;

/** Nothing on the server, neither a lock nor a process that has stopped, is waited for without a bound. */
@SuppressWarnings("NullAway.Init") // made before each test
class PostgresWaitsTest {

    /** The patience of the writer (4 s) or of the lock (2 s), twice, and slowness of the machine. */
    private static final Duration BOUND = Duration.ofSeconds(30);

    private HikariDataSource pool;

    @BeforeEach
    void open() {
        pool = Postgres.pool(Postgres.createDatabase());
        Migrations.migrated(pool);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    @Timeout(60)
    void answersInTimeWhileSomebodyHoldsTheHeadAndGoesOnAfterwards() throws SQLException {
        try (Log log = new GroupCommitLog(new JdbcLogStore(pool, true), impatient());
                Connection holder = pool.getConnection()) {
            assertThat(append(log)).isInstanceOf(Appended.class);
            holder.setAutoCommit(false);
            lockHead(holder);

            // Its deadline passes while the batch waits for the lock: nobody knows then.
            UUID inDoubt = Drafts.id();
            assertThat(log.append(new Append(List.of(Drafts.alone(inDoubt)), List.of(), List.of()))
                            .join())
                    .isInstanceOf(AppendOutcome.Unknown.class);
            assertThat(log.read(0, 10)).hasSize(1);
            holder.rollback();
            Awaitility.await().atMost(BOUND).until(() -> log.status().appending());
            assertThat(append(log)).isInstanceOf(Appended.class);
            // It may have got the lock in the end; what find says is what the log holds.
            assertThat(log.read(0, 10)).hasSize(log.find(inDoubt).isPresent() ? 3 : 2);
        }
    }

    @Test
    @Timeout(60)
    void doesNotWaitForAServerProcessThatHasStopped() throws Exception {
        CountDownLatch moved = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        try (WriterConnection writer = new WriterConnection(pool, true)) {
            long process = writer.run(PostgresWaitsTest::serverProcess);
            CompletableFuture<CommitResult> result = CompletableFuture.supplyAsync(() -> writer.commit(connection -> {
                lockHead(connection);
                moved.countDown();
                await(stopped);
                return true;
            }));
            await(moved);
            try {
                signal("STOP", process);
                stopped.countDown();

                assertThat(result.get(BOUND.toSeconds(), TimeUnit.SECONDS).kind())
                        .isEqualTo(CommitResult.Kind.UNKNOWN);
                assertThatThrownBy(() -> writer.fence(connection -> {
                            lockHead(connection);
                            return true;
                        }))
                        .isInstanceOf(StorageException.class);
            } finally {
                signal("CONT", process);
            }
            Awaitility.await()
                    .atMost(BOUND)
                    .ignoreExceptions()
                    .until(() -> writer.fence(connection -> {
                        lockHead(connection);
                        return true;
                    }));
        }
    }

    @Test
    @Timeout(60)
    void takesTheHeadFromAProcessThatStallsInATransaction() {
        CountDownLatch moved = new CountDownLatch(1);
        CountDownLatch appended = new CountDownLatch(1);
        try (WriterConnection stalled = new WriterConnection(pool, true);
                Log log = new GroupCommitLog(new JdbcLogStore(pool, true), LogSettings.defaults())) {
            CompletableFuture<CommitResult> result = CompletableFuture.supplyAsync(() -> stalled.commit(connection -> {
                lockHead(connection);
                moved.countDown();
                await(appended);
                return true;
            }));
            await(moved);

            Awaitility.await().atMost(BOUND).until(() -> append(log) instanceof Appended);
            appended.countDown();
            assertThat(result.join().kind()).isNotEqualTo(CommitResult.Kind.COMMITTED);
        }
    }

    @Test
    void boundsReadersToo() throws SQLException {
        try (LentConnection lent = LentConnection.forReading(pool)) {
            assertThat(lent.get().getNetworkTimeout()).isBetween(1, 60_000);
        }
    }

    private static LogSettings impatient() {
        LogSettings defaults = LogSettings.defaults();
        return new LogSettings(
                defaults.queueAppendsMax(),
                defaults.queueBytesMax(),
                defaults.batchEntriesMax(),
                defaults.batchBytesMax(),
                defaults.streamsKnownMax(),
                Duration.ofSeconds(3),
                defaults.headAheadMax(),
                defaults.headPollInterval(),
                defaults.retryAfter());
    }

    private static AppendOutcome append(Log log) {
        return log.append(Drafts.alone()).join();
    }

    private static void lockHead(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("update head set size = size");
        }
    }

    private static long serverProcess(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void signal(String name, long process) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process)).start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(kill.exitValue()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
