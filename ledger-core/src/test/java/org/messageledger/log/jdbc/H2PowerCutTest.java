package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.AppendOutcome.Appended;
import org.messageledger.log.Drafts;
import org.messageledger.log.FaultyStore;
import org.messageledger.log.GroupCommitLog;
import org.messageledger.log.Log;
import org.messageledger.log.LogSettings;
import org.messageledger.log.Settings;
import org.messageledger.log.StorageException;

/** The power goes while a log is written: what was acknowledged before is there afterwards. */
class H2PowerCutTest {

    private static final int CUTS = 12;

    @TempDir
    private Path home;

    @BeforeAll
    static void register() {
        PowerCut.register();
    }

    /** With any share of what was not forced gone, in any order. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 0.5})
    void keepsEverythingThatItAcknowledged(double lost) throws IOException {
        Random random = new Random(7);
        HikariDataSource pool = pool(EmbeddedDatabase.url(home).replace("async:", "powercut:async:"));
        Migrations.migrated(pool);
        List<Path> homes = new ArrayList<>();
        List<List<Appended>> told = new ArrayList<>();
        try (Log log = new GroupCommitLog(new JdbcLogStore(pool), LogSettings.defaults())) {
            List<Appended> acknowledged = new ArrayList<>();
            for (int cut = 0; cut < CUTS; cut++) {
                List<CompletableFuture<AppendOutcome>> outcomes = new ArrayList<>();
                for (int i = 0; i < 1 + random.nextInt(300); i++) {
                    outcomes.add(log.append(Drafts.alone()));
                }
                int awaited = random.nextInt(outcomes.size()) + 1;
                outcomes.subList(0, awaited).forEach(outcome -> acknowledged.add((Appended) outcome.join()));
                told.add(List.copyOf(acknowledged));
                homes.add(cut(random, lost));
                outcomes.subList(awaited, outcomes.size())
                        .forEach(outcome -> acknowledged.add((Appended) outcome.join()));
            }
        } finally {
            pool.close();
        }
        for (int cut = 0; cut < CUTS; cut++) {
            HikariDataSource again = pool(EmbeddedDatabase.url(homes.get(cut)));
            try (Log log = new GroupCommitLog(new JdbcLogStore(again), LogSettings.defaults())) {
                LogContract.assertTrue(log, told.get(cut));
            } finally {
                again.close();
            }
        }
    }

    /** A sync that is tried again after it has failed succeeds, and forces nothing of what was lost. */
    @Test
    void acknowledgesNothingOnASyncAfterOneThatFailed() throws IOException {
        HikariDataSource pool = pool(EmbeddedDatabase.url(home).replace("async:", "powercut:async:"));
        Migrations.migrated(pool);
        List<Appended> acknowledged = new ArrayList<>();
        Path left;
        try (Log log = new GroupCommitLog(new JdbcLogStore(pool), Settings.impatient(2_000))) {
            acknowledged.add((Appended) log.append(Drafts.alone()).join());
            PowerCut.failNextForce(home.resolve("ledger.mv.db"));
            if (log.append(Drafts.alone()).join() instanceof Appended appended) {
                acknowledged.add(appended);
            }
            left = cut(new Random(7), 1);
        } finally {
            pool.close();
        }
        HikariDataSource again = pool(EmbeddedDatabase.url(left));
        try (Log log = new GroupCommitLog(new JdbcLogStore(again), LogSettings.defaults())) {
            LogContract.assertTrue(log, acknowledged);
        } finally {
            again.close();
        }
    }

    /** The connection for questions, opened between a commit and its sync, must not be the one that hears of the failure. */
    @Test
    void acknowledgesNothingOnASyncAfterAQuestionBesideTheCommit() throws IOException {
        HikariDataSource pool = pool(EmbeddedDatabase.url(home).replace("async:", "powercut:async:"));
        Migrations.migrated(pool);
        AfterCommit committing = new AfterCommit(pool);
        JdbcLogStore store = new JdbcLogStore(committing);
        FaultyStore asking = new FaultyStore(store);
        asking.at("now", call -> Instant.EPOCH); // which asks nothing
        List<Appended> acknowledged = new ArrayList<>();
        Path left;
        try (Log log = new GroupCommitLog(asking.store(), Settings.impatient(2_000))) {
            committing.once(() -> {
                PowerCut.failNextForce(home.resolve("ledger.mv.db"));
                ask(store);
            });
            if (log.append(Drafts.alone()).join() instanceof Appended appended) {
                acknowledged.add(appended);
            }
            left = cut(new Random(7), 1);
        } finally {
            pool.close();
        }
        HikariDataSource again = pool(EmbeddedDatabase.url(left));
        try (Log log = new GroupCommitLog(new JdbcLogStore(again), LogSettings.defaults())) {
            LogContract.assertTrue(log, acknowledged);
        } finally {
            again.close();
        }
    }

    private static void ask(JdbcLogStore store) {
        try {
            assertThat(store.now()).isNotNull();
        } catch (StorageException e) {
            // Whoever asks may go without an answer.
        }
    }

    /** Has something done between a commit and what follows it. */
    private static final class AfterCommit extends ForwardingDataSource {

        private final AtomicReference<Runnable> next = new AtomicReference<>(() -> {});

        AfterCommit(DataSource real) {
            super(real);
        }

        void once(Runnable then) {
            next.set(then);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                        Object result = method.invoke(connection, arguments);
                        if (method.getName().equals("commit")) {
                            next.getAndSet(() -> {}).run();
                        }
                        return result;
                    });
        }
    }

    private Path cut(Random random, double lost) throws IOException {
        Path left = Files.createTempDirectory(home, "cut");
        PowerCut.cut(home.resolve("ledger.mv.db"), left.resolve("ledger.mv.db"), random, lost);
        return left;
    }

    private static HikariDataSource pool(String url) {
        return Pools.open(url, "sa");
    }
}
