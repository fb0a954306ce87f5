package org.messageledger.fact;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresFactCheckTest extends FactCheckContract {

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
    protected DataSource database() {
        return Databases.postgres(Objects.requireNonNull(server));
    }

    @Override
    String dropTrigger() {
        return "drop trigger entries_append_only on entries";
    }
}
