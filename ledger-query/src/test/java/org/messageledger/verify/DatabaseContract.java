package org.messageledger.verify;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.messageledger.fact.Databases;

/** Runs unchanged on each database. */
@ParameterizedClass
@EnumSource(DatabaseContract.On.class)
abstract class DatabaseContract {

    enum On {
        H2,
        POSTGRESQL
    }

    private static @Nullable EmbeddedPostgres server;

    @Parameter
    @SuppressWarnings("NullAway.Init") // set before each test
    On on;

    @AfterAll
    static void stop() throws IOException {
        EmbeddedPostgres running = server;
        server = null;
        if (running != null) {
            running.close();
        }
    }

    /** A new one, migrated. */
    DataSource database() {
        if (on == On.H2) {
            return Databases.h2();
        }
        if (server == null) {
            server = Databases.postgres();
        }
        return Databases.postgres(Objects.requireNonNull(server));
    }
}
