package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.messageledger.log.GroupCommitLog;
import org.messageledger.log.Log;
import org.messageledger.log.LogSettings;

/** 10,000 callers at once bring more than the heap holds to a log, with the settings it has, whose database stands. */
class SmallHeapTest {

    private static final int CALLERS = 10_000;

    /** Half of what the callers bring. What the log may hold of it by its settings, 80 MiB, and little more. */
    private static final int HEAP_MIB = 160;

    private static final Duration BOUND = Duration.ofSeconds(60);

    @Test
    @Timeout(240)
    void takesWhatItMayHoldAndPushesTheRestBack() throws Exception {
        Account account = new Account();
        try (HikariDataSource database = Postgres.pool(Postgres.createDatabase())) {
            Migrations.migrated(database);
            AppendingProcess process;
            try (Connection holder = database.getConnection()) {
                holder.setAutoCommit(false);
                try (Statement statement = holder.createStatement()) {
                    statement.execute("update head set size = size");
                }
                process = AppendingProcess.start(
                        List.of(),
                        CrowdedProcess.class,
                        database,
                        CALLERS,
                        0,
                        account,
                        "-Xmx" + HEAP_MIB + "m",
                        "-XX:+ExitOnOutOfMemoryError");
                await().atMost(BOUND).until(() -> account.cases().size() == CALLERS);
                await().atMost(BOUND).until(() -> account.pushedBack() > CALLERS / 3);
                holder.rollback();
            }
            try {
                await().atMost(BOUND)
                        .until(() -> account.cases().stream().noneMatch(one -> one.there() == Account.There.OPEN));
                Crashes.say("crowd: " + account);
                process.end();
            } finally {
                process.kill();
            }
            assertThat(account.faults()).isEmpty();
            assertThat(account.appended() + account.pushedBack()).isEqualTo(CALLERS + 1);
            assertThat(account.appended()).isPositive();
            check(database, account);
        }
    }

    private static void check(HikariDataSource database, Account account) {
        try (Log log = new GroupCommitLog(new JdbcLogStore(database, true), LogSettings.defaults())) {
            LogAudit.check(log, database, account);
        }
    }
}
