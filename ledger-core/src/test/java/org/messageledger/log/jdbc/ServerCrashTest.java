package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.log.GroupCommitLog;
import org.messageledger.log.Log;
import org.messageledger.log.LogSettings;
import org.messageledger.log.Settings;

/** PostgreSQL is killed (SIGKILL) or stopped at once under a log that lives on, and started again at the same address. */
class ServerCrashTest {

    private static final int CRASHES = 6;
    private static final int CALLERS = 16;
    private static final int DEADLINE_MILLIS = 2_000;
    private static final int AGAIN_MAX = 2_000;
    private static final Duration BOUND = Duration.ofSeconds(60);

    @TempDir
    private Path home;

    @Test
    void recoversByItselfWhenTheServerDoes() throws Exception {
        Random random = new Random(Crashes.seed("server"));
        Account account = new Account();
        try (PostgresServer server = new PostgresServer(home);
                HikariDataSource pool = server.pool()) {
            Migrations.migrated(pool);
            try (Log log = new GroupCommitLog(new JdbcLogStore(pool), Settings.impatient(DEADLINE_MILLIS))) {
                Load load =
                        new Load(log, account, CALLERS, random.nextLong(), Duration.ofMillis(DEADLINE_MILLIS + 5_000));
                try {
                    for (int crash = 0; crash < Crashes.count(CRASHES); crash++) {
                        awaitAppended(account, 1 + random.nextInt(AGAIN_MAX));
                        crash(server, crash, log);
                        if (random.nextBoolean()) {
                            awaitPushback(account);
                        }
                        server.start();
                        await().atMost(BOUND).until(() -> log.status().appending());
                        assertThat(account.faults()).isEmpty();
                        Crashes.say("server crash " + (crash + 1) + ": size="
                                + log.head().size() + " " + account);
                    }
                    awaitAppended(account, 1);
                } finally {
                    load.stop();
                }
                LogAudit.settle(log, account);
                LogAudit.check(log, pool, account);
            }
            try (Log again = new GroupCommitLog(new JdbcLogStore(pool), LogSettings.defaults())) {
                LogAudit.check(again, pool, account);
            }
        }
    }

    private static void crash(PostgresServer server, int crash, Log log) throws Exception {
        if (crash % 2 == 0) {
            server.kill();
        } else {
            server.stopImmediately();
        }
        await().atMost(BOUND).pollInterval(10, TimeUnit.MILLISECONDS).until(() -> !log.status()
                .appending());
    }

    private static void awaitAppended(Account account, int more) {
        int enough = account.appended() + more;
        await().atMost(BOUND).pollInterval(10, TimeUnit.MILLISECONDS).until(() -> account.appended() >= enough);
    }

    /** The server stays away for longer than callers wait. */
    private static void awaitPushback(Account account) {
        int before = account.pushedBack();
        await().atMost(BOUND).until(() -> account.pushedBack() > before);
    }
}
