package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.AppendOutcome.Appended;
import org.messageledger.log.Drafts;
import org.messageledger.log.Entry;
import org.messageledger.log.Log;
import org.messageledger.log.StorageException;
import org.postgresql.ds.PGConnectionPoolDataSource;

class PostgresLogTest extends LogContract {

    private static @Nullable EmbeddedPostgres server;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.start(); // with fsync off
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @Override
    DataSource database() {
        EmbeddedPostgres running = Objects.requireNonNull(server);
        String name = "log_" + UUID.randomUUID().toString().replace('-', '_');
        try (Connection connection = running.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("no database", e);
        }
        PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
        source.setUrl(running.getJdbcUrl("postgres", name));
        return Migrations.migrated(JdbcConnectionPool.create(source));
    }

    @Test
    void refusesAServerThatMayLoseWhatItCommits() {
        JdbcLogStore store = new JdbcLogStore(database());

        assertThatThrownBy(store::open).isInstanceOf(StorageException.class).hasMessageContaining("fsync");
        store.close();
    }

    @Test
    void refusesWhatWasDecidedBeforeAnotherProcessMovedTheStream() {
        log().append(Drafts.next("a", 0)).join();
        try (Log other = anotherLogOnTheSameDatabase()) {
            assertThat(other.append(Drafts.next("a", 1)).join()).isInstanceOf(Appended.class);
        }

        assertThat(log().append(Drafts.reading("a", 0)).join()).isEqualTo(new AppendOutcome.Moved(List.of("a")));
        assertThat(log().append(Drafts.reading("a", 1)).join()).isInstanceOf(Appended.class);
    }

    @Test
    void keepsOneOrderWhenTwoProcessesAppendAtATime() {
        List<Appended> acknowledged = new ArrayList<>();
        try (Log other = anotherLogOnTheSameDatabase()) {
            List<CompletableFuture<AppendOutcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 600; i++) {
                outcomes.add((i % 2 == 0 ? log() : other).append(Drafts.alone()));
                if (i % 40 == 0) {
                    outcomes.get(i).join();
                }
            }
            outcomes.forEach(outcome -> acknowledged.add((Appended) outcome.join()));
        }
        log().append(Drafts.alone()).join();

        assertTrue(log(), acknowledged);
        Instant last = Instant.MIN;
        for (Entry entry : log().read(0, 1_000)) {
            Instant recordedAt = log().batchOf(entry.leafIndex()).recordedAt();
            assertThat(recordedAt).isAfterOrEqualTo(last);
            last = recordedAt;
        }
    }
}
