package org.messageledger.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.log.Append;
import org.messageledger.log.Draft;

/** A leaf that cannot be taken stops the projection, which says which one it is. */
abstract class StoppingContract {

    @TempDir
    private Path home;

    /** An empty, migrated database. */
    abstract DataSource database();

    @Test
    void stopsAtALeafItCannotTakeAndSaysSoUntilItCan() throws SQLException {
        DataSource database = database();
        try (RunningLedger ledger = new RunningLedger(database, home)) {
            ledger.projection().start();
            ledger.record(Commands.send("portal:1", "thread:1", "patient:1"));
            ledger.awaitView();
            execute(database, "alter table facts add constraint broken check (message_id <> 'portal:2')");
            ledger.record(Commands.read("portal:1"));
            ledger.record(Commands.send("portal:2", "thread:1", "patient:1"));
            ledger.record(Commands.read("portal:1"));
            long broken = ledger.history.size() - 2;

            Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                FactStatus status = ledger.projection().status();
                assertThat(status.running()).isFalse();
                assertThat(status.failedLeaf()).isEqualTo(broken);
                assertThat(status.reason()).startsWith("the database refused: sqlState=23");
                assertThat(status.nextLeaf()).isLessThanOrEqualTo(broken);
            });

            execute(database, "alter table facts drop constraint broken");
            ledger.awaitView();
            Awaitility.await()
                    .untilAsserted(() -> assertThat(ledger.projection().status())
                            .isEqualTo(new FactStatus(true, ledger.history.size(), 0, null, null)));
            assertThat(facts(database)).isEqualTo(ledger.history.size());
        }
    }

    @Test
    void takesAllBeforeALeafThatCannotBeReadAndNamesIt() throws SQLException {
        DataSource database = database();
        try (RunningLedger ledger = new RunningLedger(database, home)) {
            for (int i = 0; i < 50; i++) {
                ledger.record(Commands.read("portal:1"));
            }
            long damaged = ledger.history.size();
            UUID eventId = UUID.randomUUID();
            byte[] bytes = "{\"recordedAt\":\"0000-00-00T00:00:00.000Z\"}".getBytes(StandardCharsets.UTF_8);
            Draft draft = new Draft(eventId, eventId.toString(), 0, true, bytes, bytes.length - 26);
            ledger.log.append(new Append(List.of(draft), List.of(), List.of())).join();
            ledger.record(Commands.read("portal:1"));
            FactStatus stopped = new FactStatus(
                    false, damaged, 2, damaged, "failed: exception=org.messageledger.wire.UnreadableEntryException");

            ledger.projection().start();
            Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                            ledger.projection().status())
                    .isEqualTo(stopped));
            // It tries again after a second, and says so all the while.
            Awaitility.await()
                    .during(Duration.ofSeconds(3))
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(ledger.projection().status()).isEqualTo(stopped));
            assertThat(facts(database)).isEqualTo(damaged);

            ledger.restartProjection();
            Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                            ledger.projection().status())
                    .isEqualTo(stopped));
        }
    }

    private static long facts(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from facts")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
