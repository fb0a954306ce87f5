package org.messageledger.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Readiness says when the view stands still, and where. */
class ReadinessTest {

    private static final String SEND = """
            {"messageId":"portal:1","sender":{"id":"member:17","kind":"MEMBER"},"recipients":[{"person":"clinician:8"}],
             "category":"MEDICATION","channel":"PORTAL","confidentiality":"N","subject":"s","body":"b"}
            """;

    @TempDir
    Path home;

    @Test
    void goesDownWhileALeafCannotBeTakenIntoTheView() throws SQLException {
        try (RunningLedger ledger = RunningLedger.start(home)) {
            execute(ledger, "alter table facts add constraint broken check (leaf_index < 1)");
            assertThat(ledger.post("/api/v1/messages", SEND).statusCode()).isEqualTo(201);
            await().atMost(Duration.ofSeconds(10)).until(() -> readiness(ledger).statusCode() == 503);
            JsonNode view = RunningLedger.json(readiness(ledger))
                    .path("components")
                    .path("viewHealth")
                    .path("details");

            assertThat(view.path("nextLeaf").asLong()).isEqualTo(1);
            assertThat(view.path("behind").asLong()).isEqualTo(1);
            assertThat(view.path("reason").asString("")).isNotEmpty();

            execute(ledger, "alter table facts drop constraint broken");
            await().atMost(Duration.ofSeconds(30)).until(() -> readiness(ledger).statusCode() == 200);
            assertThat(RunningLedger.json(ledger.get("compliance", "/api/v1/messages/portal:1/trail"))
                            .path("items"))
                    .hasSize(1);
        }
    }

    private static HttpResponse<String> readiness(RunningLedger ledger) {
        return ledger.get("emitter", "/actuator/health/readiness");
    }

    private static void execute(RunningLedger ledger, String sql) throws SQLException {
        try (Connection connection = ledger.part(DataSource.class).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
