package org.messageledger.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.messageledger.fact.Databases;
import org.messageledger.fact.FactProjection;
import org.messageledger.fact.InBatches;

class PostgresViewCheckTest extends ViewCheckContract {

    private static @Nullable EmbeddedPostgres server;

    @BeforeAll
    static void startServer() {
        server = Databases.postgres();
    }

    @AfterAll
    static void stopServer() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @Override
    DataSource database() {
        return Databases.postgres(Objects.requireNonNull(server));
    }

    @Test
    void digestsTheSameOnTheOtherDatabase() {
        DataSource embedded = Databases.h2();
        try (FactProjection projection = ledger.projection(embedded, 7)) {
            projection.start();
            ledger.awaitCaughtUp(projection);
            long size = ledger.history.size();
            assertThat(new ViewCheck(InBatches.of(embedded, ledger.log, 3), embedded)
                            .check(size, (phase, done, total) -> {}, it -> {})
                            .orElseThrow()
                            .liveDigest())
                    .isEqualTo(NaiveDigest.of(database, size - 1));
        }
    }
}
