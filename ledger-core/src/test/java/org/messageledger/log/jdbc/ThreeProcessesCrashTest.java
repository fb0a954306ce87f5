package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.messageledger.log.GroupCommitLog;
import org.messageledger.log.Log;
import org.messageledger.log.LogSettings;

/**
 * Three processes append to one database, each wrong about its clock in another way; now and then one is killed (SIGKILL)
 * and another takes its place. What each was told is true, and together they made one log.
 */
class ThreeProcessesCrashTest {

    private static final Duration SHORT = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int CALLERS = 8;

    /** Where it is another day; and by how much the database's clock is guessed wrong, as far as that may be. */
    private static final List<String[]> CLOCKS = List.of(
            new String[] {"-Duser.timezone=Pacific/Kiritimati", "-D" + AppendingProcess.SKEW + "=PT1.5S"},
            new String[] {"-Duser.timezone=Pacific/Pago_Pago", "-D" + AppendingProcess.SKEW + "=PT-1.5S"},
            new String[] {"-Duser.timezone=Asia/Kathmandu"});

    @Test
    void makeOneLogThatIsWhatEachWasTold() throws Exception {
        Random random = new Random(Crashes.seed("three processes"));
        Account account = new Account();
        int kills = 0;
        try (HikariDataSource database = Postgres.pool(Postgres.createDatabase())) {
            Migrations.migrated(database);
            List<AppendingProcess> processes = new ArrayList<>();
            for (String[] clock : CLOCKS) {
                processes.add(start(database, random, account, clock));
            }
            long endNanos = System.nanoTime() + (Crashes.asked() ? LONG : SHORT).toNanos();
            while (System.nanoTime() - endNanos < 0) {
                int next = random.nextInt(processes.size());
                processes.get(next).letLive(Duration.ofMillis(random.nextInt(2_000)));
                processes.get(next).kill();
                processes.set(next, start(database, random, account, CLOCKS.get(next)));
                kills++;
            }
            for (AppendingProcess process : processes) {
                process.letLive(Duration.ofMillis(200));
            }
            for (AppendingProcess process : processes) {
                process.end();
            }
            Crashes.say("three processes: kills=" + kills + " " + account);
            assertThat(kills).isPositive();
            check(database, account);
        }
    }

    private static void check(HikariDataSource database, Account account) {
        try (HikariDataSource alone = Pools.open(database.getJdbcUrl(), database.getUsername())) {
            database.close();
            Postgres.awaitAlone(alone);
            try (Log log = new GroupCommitLog(new JdbcLogStore(alone, true), LogSettings.defaults())) {
                LogAudit.check(log, alone, account);
                LogAudit.settle(log, account);
                LogAudit.check(log, alone, account);
            }
        }
    }

    private static AppendingProcess start(HikariDataSource database, Random random, Account account, String[] clock) {
        return AppendingProcess.start(database, CALLERS, random.nextLong(), account, clock);
    }
}
