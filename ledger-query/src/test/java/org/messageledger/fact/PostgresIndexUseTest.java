package org.messageledger.fact;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresIndexUseTest extends IndexUseContract {

    private static @Nullable EmbeddedPostgres server;

    @BeforeAll
    static void start() {
        server = Databases.postgres();
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    /** Of few rows it would read all, and until version 18 all of a generation. */
    @Override
    DataSource database() {
        DataSource database = Databases.postgres(Objects.requireNonNull(server));
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : List.of("facts", "postings")) {
                statement.execute("alter table " + table + " set (autovacuum_enabled = false)");
                statement.execute(
                        "update pg_class set relpages = 1, reltuples = 1e6 where oid = '" + table + "'::regclass");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return database;
    }

    @Override
    List<String> asIfThereWereMany() {
        return List.of("set enable_seqscan = off");
    }

    @Override
    boolean inOrder(String plan) {
        return !plan.contains("Sort");
    }

    @Override
    boolean scans(String plan) {
        return (plan.contains(" on facts") || plan.contains(" on postings"))
                && plan.lines()
                        .anyMatch(line -> line.contains("Seq Scan on facts")
                                || line.contains("Seq Scan on postings")
                                || (line.contains("Index Cond:")
                                        && !line.contains("leaf_index =")
                                        && !line.contains("leaf_index >=")
                                        && !line.contains("subject_id)::text =")
                                        && !line.contains("subject_id =")));
    }
}
