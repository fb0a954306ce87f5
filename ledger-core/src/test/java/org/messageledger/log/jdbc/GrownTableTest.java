package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL keeps the plan of a question that is asked often, and makes it anew only when the table has been analysed. In
 * the first minute of a log, plans from when it was empty meet a million entries: none of them may be a scan.
 */
class GrownTableTest {

    /** After five executions the driver prepares a question, after five more PostgreSQL keeps one plan. */
    private static final int OFTEN = 20;

    /** How often one round looks into the table: conflicts are looked for along two indexes. */
    private static final int LOOKS = 6;

    private static final int ROWS = 50_000;

    private HikariDataSource pool;
    private JdbcLogStore store;

    @BeforeEach
    void anEmptyLogThatIsNeverAnalysed() throws SQLException {
        pool = Postgres.pool(Postgres.createDatabase());
        Migrations.migrated(pool);
        execute("alter table entries set (autovacuum_enabled = false)");
        store = new JdbcLogStore(pool, true);
        store.open();
    }

    @AfterEach
    void close() {
        store.close();
        pool.close();
    }

    @Test
    void asksAlongIndexesWhatItAskedWhenTheLogWasEmpty() throws SQLException {
        for (int i = 0; i < OFTEN; i++) {
            askAll();
        }
        execute("insert into entries (leaf_index, event_id, stream, sequence_number, entry)"
                + " select i, gen_random_uuid(), 'message-' || i, 0, '\\x00' from generate_series(0, " + (ROWS - 1)
                + ") as i");

        for (int i = 0; i < OFTEN; i++) {
            askAll();
        }

        // A session tells what it has done when it has been idle for a while.
        await().atMost(Duration.ofSeconds(60)).until(() -> count("idx_scan") + count("seq_scan") >= 2 * OFTEN * LOOKS);
        assertThat(count("seq_tup_read")).as("rows read by scans").isZero();
        assertThat(count("idx_tup_fetch")).as("rows read along indexes").isLessThan(ROWS);
    }

    private void askAll() {
        List<UUID> eventIds = List.of(UUID.randomUUID(), UUID.randomUUID());
        List<String> streams = List.of("message-1", "message-2");
        store.lastSequenceNumbers(streams);
        store.conflicts(eventIds, streams);
        store.readStream("message-1", 0, ROWS);
        store.find(eventIds.get(0));
        store.read(1, 10, ROWS);
    }

    private long count(String counter) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select coalesce(" + counter + ", 0) from pg_stat_user_tables where relname = 'entries'")) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
