package org.messageledger.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.messageledger.fact.Clinic;
import org.messageledger.fact.Commands;
import org.messageledger.fact.Databases;
import org.messageledger.fact.FactProjection;
import org.messageledger.fact.InBatches;
import org.messageledger.fact.SpareGeneration;

class PostgresReplaysTest extends ReplaysContract {

    private static @Nullable EmbeddedPostgres server;

    @BeforeAll
    static void startServer() {
        server = Databases.postgres();
    }

    @AfterAll
    static void stopServer() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @Override
    DataSource database() {
        return Databases.postgres(Objects.requireNonNull(server));
    }

    /** What it has written to the generation that was live is rolled back, and written to the new one. */
    @Test
    void swapsUnderAProjectionThatIsInTheMiddleOfABatch() throws Exception {
        SpareGeneration spare = InBatches.of(database, ledger.log, 100).begin().orElseThrow();
        spare.fill(ledger.history.size(), done -> {});
        execute(
                "create function take_long() returns trigger language plpgsql as $$ begin perform pg_sleep(1); return null;"
                        + " end $$");
        execute("create trigger take_long after insert on facts for each statement execute function take_long()");
        ledger.record(Commands.send("portal:late", "thread:late", "patient:1"));
        Awaitility.await()
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> number("select count(*) from pg_stat_activity where state = 'active'"
                                + " and query ilike 'insert into facts%' and datname = current_database()")
                        == 1);

        SpareGeneration old = spare.swapIn(done -> {});

        execute("drop trigger take_long on facts");
        ledger.record(new Clinic(35), 50);
        Awaitility.await()
                .atMost(SOON)
                .until(() -> number("select next_leaf from fact_position where live") == ledger.history.size());
        assertThat(number("select count(*) from facts where generation = 2")).isEqualTo(ledger.history.size());
        old.remove(() -> {});
        assertOneGeneration(2);
        assertThat(new ViewCheck(database, ledger.log, Duration.ofSeconds(10))
                        .check(ledger.history.size(), (phase, done, total) -> {}, it -> {})
                        .orElseThrow()
                        .differences())
                .isZero();
    }

    /** Two projections on one database, of which one at a time keeps the view; whichever it is goes on in the new one. */
    @Test
    @SuppressWarnings("try") // closing one of them early is the test
    void swapsUnderTheProjectionsOfTwoProcesses() throws Exception {
        ledger.projection().close();
        Replays mine = replays(20, Duration.ZERO);
        for (int i = 0; i < 3; i++) {
            try (FactProjection one = ledger.projection(database, 10, Duration.ofSeconds(3));
                    FactProjection two = ledger.projection(database, 10, Duration.ofSeconds(3))) {
                one.start();
                two.start();
                ledger.record(new Clinic(36 + i), 50);
                ReplayReport report = report(awaitEnd(mine.begin(new ReplayOrder(ledger.history.size(), true, false))
                        .orElseThrow()));
                assertThat(report.swapped()).isTrue();
                ledger.record(new Clinic(46 + i), 50);
                one.close(); // gives its claim back, if it was the one
                ledger.record(new Clinic(56 + i), 50);
                ledger.awaitCaughtUp(two);
            }
        }
        assertOneGeneration(4);
        assertThat(number("select count(*) from facts")).isEqualTo(ledger.history.size());
    }

    @Test
    void goesOnAfterAProcessThatWasKilledInTheMiddle() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReplayingProcess.class.getName(),
                        ((HikariDataSource) database).getJdbcUrl(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Replays mine = replays(50, Duration.ZERO);
        ReplayOrder order = new ReplayOrder(ledger.history.size(), false, false);
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            String line = said.readLine();
            while (line != null && !line.equals(ReplayingProcess.STOPPED)) {
                line = said.readLine();
            }
            assertThat(line).isEqualTo(ReplayingProcess.STOPPED);
            assertThat(mine.begin(order)).isEmpty();
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(number("select count(*) from facts where generation = 2")).isPositive();

        Optional<Replay> replay = Awaitility.await()
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> mine.begin(order), Optional::isPresent);

        assertThat(report(awaitEnd(replay.orElseThrow())).equal()).isTrue();
        assertOneGeneration(1);
    }

    /** It is as large as the view, and whoever restarts at once is not to keep it until somebody replays again. */
    @Test
    void removesWhatWasBrokenOffAlsoAfterARestartAtOnce() throws Exception {
        breakOffInTheMiddle(replays(1, Duration.ZERO));

        try (Replays next = new Replays(InBatches.of(database, ledger.log, 50), database, false, Duration.ZERO)) {
            next.start();

            Awaitility.await().atMost(SOON).until(() -> number("select count(*) from fact_position") == 1);
        }
        assertOneGeneration(1);
    }
}
