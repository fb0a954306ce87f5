package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.messageledger.log.FaultyStore;
import org.messageledger.log.GroupCommitLog;
import org.messageledger.log.Log;
import org.messageledger.log.LogSettings;

class PostgresSettlementTest {

    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    @Test
    void doesNotSettleATimeWhileAnotherProcessHoldsTheHead() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            DataSource database = Migrations.migrated(server.getPostgresDatabase());
            FaultyStore faulty = new FaultyStore(new JdbcLogStore(database, true));
            faulty.at("now", call -> NOW);
            try (Log log = new GroupCommitLog(faulty.store(), LogSettings.defaults());
                    Connection other = database.getConnection();
                    Statement statement = other.createStatement()) {
                other.setAutoCommit(false);
                statement.execute("update head set epoch = epoch");
                Instant past = NOW.minusSeconds(10);

                assertThat(log.isSettled(past)).isFalse();
                other.rollback();
                await().atMost(Duration.ofSeconds(20)).until(() -> log.isSettled(past));
            }
        }
    }
}
