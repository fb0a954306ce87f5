package org.messageledger.routing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.messageledger.fact.Databases;

class PostgresRoutingTest extends RoutingContract {

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
}
