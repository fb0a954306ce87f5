package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.AppendOutcome.Appended;
import org.messageledger.log.Drafts;
import org.messageledger.log.GroupCommitLog;
import org.messageledger.log.Head;
import org.messageledger.log.Log;
import org.messageledger.log.Settings;

/** What may befall a database that does not crash: it takes too long, its disk is full, it is another one. */
class DatabaseTroubleTest {

    private static final int CALLERS = 8;
    private static final int DEADLINE_MILLIS = 2_000;
    private static final Duration BOUND = Duration.ofSeconds(60);

    /** Of 512 bytes: room for a cluster of files of 1 MiB each, and little more. */
    private static final int LIMIT_BLOCKS = 4_096;

    @TempDir
    private Path home;

    @Test
    @Timeout(180)
    void pushesBackWhileStatementsTakeTooLong() throws Exception {
        String name = Postgres.createDatabase();
        Postgres.execute("alter database " + name + " set statement_timeout = '300ms'");
        Account account = new Account();
        try (HikariDataSource pool = Postgres.pool(name)) {
            Migrations.migrated(pool);
            try (Log log = new GroupCommitLog(new JdbcLogStore(pool, true), Settings.impatient(DEADLINE_MILLIS));
                    Connection holder = pool.getConnection()) {
                Load load = load(log, account);
                try {
                    awaitAppended(account, 100);
                    holder.setAutoCommit(false);
                    try (Statement statement = holder.createStatement()) {
                        statement.execute("update head set size = size");
                    }
                    int before = account.pushedBack() + account.unknown();
                    await().atMost(BOUND)
                            .until(() -> account.pushedBack() + account.unknown() >= before + CALLERS
                                    && !log.status().appending());
                    holder.rollback();
                    await().atMost(BOUND).until(() -> log.status().appending());
                    awaitAppended(account, 100);
                } finally {
                    load.stop();
                }
                LogAudit.settle(log, account);
                LogAudit.check(log, pool, account);
            }
        }
    }

    /** A limit of the size of files, which a server that is not let write meets as it meets a full disk. */
    @Test
    @Timeout(240)
    void takesNothingThatAFullDiskDoesNotAndGoesOnWithSpace() throws Exception {
        Account account = new Account();
        try (PostgresServer server = new PostgresServer(home);
                HikariDataSource unlimited = server.pool();
                HikariDataSource pool = server.pool()) {
            Migrations.migrated(unlimited);
            server.stop();
            server.startLimited("ulimit -f " + LIMIT_BLOCKS);
            try (Log log = new GroupCommitLog(new JdbcLogStore(pool), Settings.impatient(DEADLINE_MILLIS))) {
                Load load = load(log, account);
                try {
                    await().atMost(BOUND).until(() -> !log.status().appending() && account.pushedBack() > CALLERS);
                    assertThat(account.appended()).isPositive();
                    Crashes.say("full disk: size=" + log.head().size() + " " + account);
                    server.kill();
                    server.start();
                    await().atMost(BOUND).until(() -> log.status().appending());
                    awaitAppended(account, 100);
                } finally {
                    load.stop();
                }
                LogAudit.settle(log, account);
                LogAudit.check(log, pool, account);
            }
        }
    }

    /** The address leads to a standby that has not got everything: its smaller head is never taken for the log's. */
    @Test
    @Timeout(180)
    void stopsAtAStandbyThatLags() throws Exception {
        try (PostgresServer server = new PostgresServer(home);
                HikariDataSource pool = server.pool()) {
            Migrations.migrated(pool);
            try (Log log = new GroupCommitLog(new JdbcLogStore(pool), Settings.impatient(DEADLINE_MILLIS))) {
                append(log, 10);
                Path standby = home.resolve("standby");
                server.stop();
                server.copyData(standby);
                server.start();
                await().atMost(BOUND).until(() -> log.status().appending());
                append(log, 10);
                Head acknowledged = log.head();
                server.stop();
                server.replaceData(standby);
                server.start();

                await().atMost(BOUND).until(() -> log.status().statement().contains("behind"));
                assertThat(log.append(Drafts.alone()).join()).isInstanceOf(AppendOutcome.Pushback.class);
                assertThat(log.head()).isEqualTo(acknowledged);
                assertThat(log.status().appending()).isFalse();
            }
            try (JdbcLogStore standby = new JdbcLogStore(pool)) {
                assertThat(standby.head().size()).as("nothing was added to it").isEqualTo(10);
            }
        }
    }

    /** The address leads to a standby that streams, and has stopped to apply what it gets: both heads are named. */
    @Test
    @Timeout(180)
    void stopsAtAStandbyThatStreamsAndLags() throws Exception {
        try (PostgresServer server = new PostgresServer(home);
                HikariDataSource pool = server.pool()) {
            Migrations.migrated(pool);
            server.stop();
            try (PostgresServer standby = server.standby(home.resolve("standby"));
                    HikariDataSource lagging = standby.pool()) {
                server.start();
                standby.start();
                pool.getHikariPoolMXBean().softEvictConnections(); // those of before the stop
                Switch address = new Switch(pool);
                try (Log log = new GroupCommitLog(new JdbcLogStore(address), Settings.impatient(DEADLINE_MILLIS))) {
                    append(log, 10);
                    try (JdbcLogStore copy = new JdbcLogStore(lagging)) {
                        await().atMost(BOUND).until(() -> copy.head().size() == 10);
                        standby.execute("select pg_wal_replay_pause()");
                        append(log, 5);
                        assertThat(log.status().appending()).isTrue();
                        address.leadTo(lagging);

                        await().atMost(BOUND).until(() -> !log.status().appending());
                        assertThat(log.status().statement())
                                .contains(
                                        "head is behind the acknowledged one",
                                        "acknowledgedSize=15 acknowledgedRoot="
                                                + log.head().tree().root(),
                                        "readSize=10 readRoot="
                                                + copy.head().tree().root());
                        assertThat(log.append(Drafts.alone()).join()).isInstanceOf(AppendOutcome.Pushback.class);
                        assertThat(log.read(0, 20)).as("it can still be asked").hasSize(10);
                    }
                }
            }
        }
    }

    /** An address that leads elsewhere from one connection to the next. */
    private static final class Switch extends ForwardingDataSource {

        private volatile DataSource to;

        Switch(DataSource first) {
            super(first);
            to = first;
        }

        void leadTo(DataSource other) {
            to = other;
        }

        @Override
        public Connection getConnection() throws SQLException {
            return to.getConnection();
        }
    }

    private static void append(Log log, int count) {
        for (int i = 0; i < count; i++) {
            assertThat(log.append(Drafts.alone()).join()).isInstanceOf(Appended.class);
        }
    }

    private static Load load(Log log, Account account) {
        return new Load(log, account, CALLERS, 7, Duration.ofMillis(DEADLINE_MILLIS + 10_000));
    }

    private static void awaitAppended(Account account, int more) {
        int enough = account.appended() + more;
        await().atMost(BOUND).until(() -> account.appended() >= enough);
    }
}
