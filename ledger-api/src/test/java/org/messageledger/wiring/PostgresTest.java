package org.messageledger.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program on PostgreSQL, as docs/architecture.md sets it up: one role owns the schema, the service is another. */
class PostgresTest {

    private static final String SEND = """
            {"messageId":"portal:1","sender":{"id":"member:17","kind":"MEMBER"},"recipients":[{"person":"clinician:8"}],
             "category":"MEDICATION","channel":"PORTAL","confidentiality":"N","subject":"knee","body":"it hurts"}""";
    private static final String READ =
            "{\"actor\":{\"id\":\"clinician:8\",\"kind\":\"CLINICIAN\"},\"kind\":\"OPENED\",\"purpose\":\"TREAT\"}";

    @TempDir
    Path home;

    @Test
    void recordsAnswersAndGoesOnAfterARestart() throws IOException, SQLException {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .start()) {
            setUp(server);
            String[] settings = settings(server.getPort());
            try (RunningLedger ledger = RunningLedger.start(home, settings)) {
                assertThat(ledger.post("/api/v1/messages", SEND).statusCode()).isEqualTo(201);
            }
            try (RunningLedger ledger = RunningLedger.start(home, settings)) {
                assertThat(ledger.post("/api/v1/messages/portal:1/reads", READ).statusCode())
                        .isEqualTo(201);
                HttpResponse<String> trail =
                        ledger.get("compliance", "/api/v1/messages/portal:1/trail?atLeast=" + (ledger.logSize() - 1));
                List<String> events = RunningLedger.json(trail)
                        .path("items")
                        .valueStream()
                        .map(item -> item.path("event").asString())
                        .toList();
                assertThat(events).containsExactly("MessageSent", "MessageRead");
            }
            assertThat(home.resolve("ledger.mv.db")).doesNotExist();
        }
    }

    private static void setUp(EmbeddedPostgres server) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create role ledger_owner login password 'owner'");
            statement.execute("create role ledger_service login password 'service'");
            statement.execute("create database ledger owner ledger_owner");
        }
    }

    private static String[] settings(int port) {
        String url = "jdbc:postgresql://localhost:" + port + "/ledger";
        return new String[] {
            "--spring.datasource.url=" + url,
            "--spring.datasource.username=ledger_service",
            "--spring.datasource.password=service",
            "--spring.flyway.url=" + url,
            "--spring.flyway.user=ledger_owner",
            "--spring.flyway.password=owner"
        };
    }
}
