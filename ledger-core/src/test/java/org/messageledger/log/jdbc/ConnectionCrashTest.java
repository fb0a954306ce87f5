package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.messageledger.log.GroupCommitLog;
import org.messageledger.log.Log;
import org.messageledger.log.LogSettings;
import org.messageledger.log.Settings;

/** Connections are cut, before, in and after commits: callers hear the truth, in time, and the log goes on. */
class ConnectionCrashTest {

    private static final int CUTS = 40;
    private static final int CALLERS = 32;

    /** Appends between two cuts. */
    private static final int AGAIN_MAX = 400;

    private static final int DEADLINE_MILLIS = 1_000;
    private static final Duration BOUND = Duration.ofSeconds(30);

    @Test
    void tellsEveryCallerTheTruthWhileConnectionsAreCut() throws Exception {
        Random random = new Random(Crashes.seed("cuts"));
        String name = Postgres.createDatabase();
        Account account = new Account();
        Map<CuttingProxy.Cut, Integer> made = new EnumMap<>(CuttingProxy.Cut.class);
        try (HikariDataSource direct = Postgres.pool(name);
                CuttingProxy proxy = new CuttingProxy(Postgres.port());
                HikariDataSource cut = Pools.open(
                        "jdbc:postgresql://localhost:" + proxy.port() + "/" + name
                                + "?sslmode=disable&gssEncMode=disable",
                        "postgres")) {
            Migrations.migrated(direct);
            try (Log log = new GroupCommitLog(new JdbcLogStore(cut, true), Settings.impatient(DEADLINE_MILLIS))) {
                Load load =
                        new Load(log, account, CALLERS, random.nextLong(), Duration.ofMillis(DEADLINE_MILLIS + 5_000));
                try {
                    for (int i = 0; i < Crashes.count(CUTS); i++) {
                        CuttingProxy.Order order = order(random);
                        proxy.order(order);
                        assertThat(order.awaitMade(BOUND)).as("made: " + order).isTrue();
                        made.merge(order.cut(), 1, Integer::sum);
                        int enough = account.appended() + 1 + random.nextInt(AGAIN_MAX);
                        await().atMost(BOUND)
                                .pollInterval(Duration.ofMillis(10))
                                .until(() -> log.status().appending() && account.appended() >= enough);
                        assertThat(account.faults()).isEmpty();
                    }
                } finally {
                    load.stop();
                }
                Crashes.say("cuts: " + made + " " + account);
                LogAudit.settle(log, account);
                LogAudit.check(log, direct, account);
            }
            try (Log again = new GroupCommitLog(new JdbcLogStore(direct, true), LogSettings.defaults())) {
                LogAudit.check(again, direct, account);
            }
        }
    }

    /** Mostly in commits; a stall of more than the callers' deadline, now and then of more than the writer's patience. */
    private static CuttingProxy.Order order(Random random) {
        CuttingProxy.Cut[] cuts = CuttingProxy.Cut.values();
        int kind = random.nextInt(20);
        CuttingProxy.Cut cut = kind < 2 ? cuts[4 + kind] : cuts[random.nextInt(4)];
        int stallMillis = random.nextInt(5) == 0 ? 5_000 : DEADLINE_MILLIS + 200 + random.nextInt(500);
        return new CuttingProxy.Order(cut, random.nextInt(4) != 0, Duration.ofMillis(stallMillis));
    }
}
