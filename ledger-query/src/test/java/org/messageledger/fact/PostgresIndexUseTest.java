package org.messageledger.fact;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
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

    @Override
    DataSource database() {
        return Databases.postgres(Objects.requireNonNull(server));
    }

    /** Of few rows it would read all. */
    @Override
    List<String> asIfThereWereMany() {
        return List.of("set enable_seqscan = off");
    }

    @Override
    boolean scans(String plan) {
        return plan.lines()
                .anyMatch(line -> line.contains("Seq Scan on facts")
                        || line.contains("Seq Scan on postings")
                        || (line.contains("Index Cond:")
                                && !line.contains("leaf_index =")
                                && !line.contains("subject_id)::text =")
                                && !line.contains("subject_id =")));
    }
}
