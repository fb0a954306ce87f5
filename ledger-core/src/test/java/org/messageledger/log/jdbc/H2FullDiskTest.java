package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.log.GroupCommitLog;
import org.messageledger.log.Log;
import org.messageledger.log.LogSettings;

/** The embedded database's disk is full: a limit of the size of files, which a process meets as it meets a full disk. */
class H2FullDiskTest {

    private static final int CALLERS = 8;
    private static final int DEADLINE_MILLIS = 1_000;
    private static final Duration BOUND = Duration.ofSeconds(60);

    /** In blocks of 512 bytes: room for some hundred appends. */
    private static final String FULL_SOON = "ulimit -f 4096";

    @TempDir
    private Path home;

    /** H2 closes itself behind a failed write, and the log waits for a start with space. */
    @Test
    @Timeout(240)
    void takesNothingThatItDoesNotAndGoesOnWithSpaceAfterAStart() throws Exception {
        assumeTrue(runs(FULL_SOON), "needs a shell that limits the size of files: " + FULL_SOON);
        Account account = new Account();
        HikariDataSource database = LogDatabase.H2.empty(home);
        database.close();

        AppendingProcess process = start(database, account, FULL_SOON + " && exec \"$@\"");
        try {
            await().atMost(BOUND).until(() -> account.pushedBack() > CALLERS);
            process.end();
        } finally {
            process.kill();
        }
        Crashes.say("full disk of H2: " + account);
        assertThat(account.appended()).isPositive();
        assertThat(account.faults()).isEmpty();

        AppendingProcess again = start(database, account, "exec \"$@\"");
        try {
            int enough = account.appended() + 100;
            await().atMost(BOUND).until(() -> account.appended() >= enough);
            again.end();
        } finally {
            again.kill();
        }
        check(database, account);
    }

    private static void check(HikariDataSource database, Account account) {
        try (HikariDataSource pool = Pools.open(database.getJdbcUrl(), database.getUsername());
                Log log = new GroupCommitLog(new JdbcLogStore(pool), LogSettings.defaults())) {
            LogAudit.check(log, pool, account);
            LogAudit.settle(log, account);
            LogAudit.check(log, pool, account);
        }
    }

    private static AppendingProcess start(HikariDataSource database, Account account, String script) {
        return AppendingProcess.start(
                List.of("sh", "-c", script, "sh"),
                AppendingProcess.class,
                database,
                CALLERS,
                7,
                account,
                "-D" + AppendingProcess.DEADLINE + "=" + DEADLINE_MILLIS);
    }

    private static boolean runs(String script) throws InterruptedException {
        try {
            Process process = new ProcessBuilder("sh", "-c", script).inheritIO().start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
