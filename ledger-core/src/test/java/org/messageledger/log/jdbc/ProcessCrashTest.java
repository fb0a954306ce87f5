package org.messageledger.log.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.messageledger.log.GroupCommitLog;
import org.messageledger.log.Log;
import org.messageledger.log.LogSettings;

/** A process that appends is killed (SIGKILL) at random moments: what it was told is true ever after. */
@ParameterizedClass
@EnumSource(LogDatabase.class)
@SuppressWarnings("NullAway.Init") // injected
class ProcessCrashTest {

    private static final int KILLS = 20;
    private static final int CALLERS = 16;
    private static final int LIVES_MILLIS_MAX = 400;

    /** So that a long run does not read an ever longer log. */
    private static final int KILLS_OF_ONE_LOG = 20;

    @Parameter
    private LogDatabase on;

    @TempDir
    private Path home;

    @Test
    void keepsEverythingThatItAcknowledgedThroughKills() throws Exception {
        Random random = new Random(Crashes.seed("kills on " + on));
        int kills = Crashes.count(KILLS);
        for (int done = 0; done < kills; done += KILLS_OF_ONE_LOG) {
            Path place = home.resolve("log" + done);
            kill(on.empty(place), random, Math.min(KILLS_OF_ONE_LOG, kills - done));
        }
    }

    private void kill(HikariDataSource database, Random random, int kills) throws Exception {
        Account account = new Account();
        database.close();
        for (int kill = 1; kill <= kills; kill++) {
            AppendingProcess process = AppendingProcess.start(database, CALLERS, random.nextLong(), account);
            process.letLive(Duration.ofMillis(random.nextInt(LIVES_MILLIS_MAX)));
            process.kill();
            try (HikariDataSource pool = Pools.open(database.getJdbcUrl(), database.getUsername())) {
                awaitEndOfItsSessions(pool);
                try (Log log = new GroupCommitLog(new JdbcLogStore(pool, true), LogSettings.defaults())) {
                    LogAudit.check(log, pool, account);
                    LogAudit.settle(log, account);
                    if (kill == kills) {
                        LogAudit.check(log, pool, account);
                    }
                    Crashes.say(on + " kill " + kill + ": size=" + log.head().size() + " " + account);
                }
            }
        }
    }

    /** A server goes on with what a dead process asked of it; no process is a witness to that. */
    private void awaitEndOfItsSessions(HikariDataSource pool) {
        if (on == LogDatabase.POSTGRESQL) {
            Postgres.awaitAlone(pool);
        }
    }
}
