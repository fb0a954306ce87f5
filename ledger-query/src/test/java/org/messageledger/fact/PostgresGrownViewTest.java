package org.messageledger.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * PostgreSQL keeps the plan of a question that is asked often until the table has been analysed. Plans from when the view
 * was nearly empty meet a million rows within a minute: none of them may be a scan.
 */
class PostgresGrownViewTest {

    /** After five executions the driver prepares a question, after five more PostgreSQL keeps one plan. */
    private static final int OFTEN = 20;

    private static final int ROWS = 20_000;

    @TempDir
    private Path home;

    @Test
    void asksAlongIndexesWhatItAskedWhenTheViewWasEmpty() throws Exception {
        try (EmbeddedPostgres server = Databases.postgres();
                HikariDataSource database = (HikariDataSource) Databases.postgres(server);
                RunningLedger ledger = new RunningLedger(database, home)) {
            for (String table : List.of("facts", "postings")) {
                execute(database, "alter table " + table + " set (autovacuum_enabled = false)");
            }
            ledger.projection().start();
            for (int i = 0; i < OFTEN; i++) {
                recordAndAsk(ledger, i);
            }
            String copies = " from facts, generate_series(1, " + ROWS + ") as i where leaf_index = 1";
            execute(
                    database,
                    "insert into facts (generation, leaf_index, event_id, event, recorded_at, emitter, irregularities,"
                            + " patient_ids, detail) select generation, 1000000 + i, gen_random_uuid(), event,"
                            + " recorded_at, emitter, irregularities, patient_ids, detail" + copies);
            execute(
                    database,
                    "insert into postings (leaf_index, generation, role, subject_id) select 1000000 + i, generation, 1,"
                            + " 'somebody-' || i" + copies);
            long before = read(database, "seq_tup_read");

            for (int i = OFTEN; i < 2 * OFTEN; i++) {
                recordAndAsk(ledger, i);
            }

            // A session tells what it has done when it has been idle for a while.
            long looks = 2L * OFTEN * 4;
            await().atMost(Duration.ofSeconds(60)).until(() -> read(database, "idx_scan + seq_scan") >= looks);
            assertThat(read(database, "seq_tup_read") - before)
                    .as("rows read by scans")
                    .isLessThan(ROWS);
        }
    }

    private static void recordAndAsk(RunningLedger ledger, int number) {
        ledger.record(Commands.send("portal:" + number, "thread:1", "patient:1"));
        ledger.record(Commands.read("portal:" + number));
        ledger.awaitView();
        ask(ledger, new Subject(SubjectKind.MESSAGE, "portal:" + number), Role.EVENTS);
        ask(ledger, new Subject(SubjectKind.PERSON, "clinician:2"), List.of("ACTOR", "ON_BEHALF_OF"));
    }

    private static void ask(RunningLedger ledger, Subject subject, List<String> roles) {
        Question question = new Question(Span.ALWAYS, new Moment.Newest(), Filter.ALL, 10, null, false, null);
        assertThat(ledger.facts.page(subject, roles, question)).isInstanceOf(Reply.Answered.class);
    }

    private static long read(HikariDataSource database, String counter) throws SQLException {
        String sql = "select sum(" + counter + ") from pg_stat_user_tables where relname in ('facts', 'postings')";
        return Long.parseLong(Databases.rows(database, sql).get(0).replace("|", ""));
    }

    private static void execute(HikariDataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
