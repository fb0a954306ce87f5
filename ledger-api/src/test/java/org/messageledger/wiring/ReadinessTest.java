package org.messageledger.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.KeptNote;
import org.messageledger.checkpoint.LogKey;
import org.messageledger.tree.TreeHasher;
import org.messageledger.tree.TreeHead;
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
            assertThat(ledger.get("compliance", "/api/v1/messages/portal:1/trail")
                            .body())
                    .doesNotContain("warning");
        }
    }

    /** A database restored from a backup, beside a home that knows more. */
    @Test
    void goesDownOverALogThatIsNotWhatWasSigned() throws Exception {
        try (RunningLedger ledger = RunningLedger.start(home)) {
            assertThat(ledger.post("/api/v1/messages", SEND).statusCode()).isEqualTo(201);
        }
        LogKey key = LogKey.fromPem(Files.readString(home.resolve("keys").resolve("log.pem")));
        KeptNote kept = new KeptNote(home.resolve("checkpoint"));
        String origin = Checkpoint.parse(kept.read().orElseThrow().text()).origin();
        kept.keep(new Checkpoint(origin, new TreeHead(99, TreeHasher.empty())).sign(key));

        try (RunningLedger ledger = RunningLedger.start(home)) {
            HttpResponse<String> readiness = readiness(ledger);
            assertThat(readiness.statusCode()).isEqualTo(503);
            assertThat(readiness.body()).contains("shorter than what was signed", "size 99", "size 2");
            HttpResponse<String> refused = ledger.post("/api/v1/messages", SEND.replace("portal:1", "portal:2"));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("shorter than what was signed");
            assertThat(ledger.logSize()).isEqualTo(2);
            for (String question :
                    List.of("/messages/portal:1", "/messages/portal:1/trail", "/people/member:17/activity")) {
                HttpResponse<String> answer = ledger.get("compliance", "/api/v1" + question);
                assertThat(answer.statusCode()).as(question).isEqualTo(200);
                assertThat(RunningLedger.json(answer)
                                .path("asOf")
                                .path("warning")
                                .asString(""))
                        .as(question)
                        .contains("takes no appends", "shorter than what was signed");
            }
            HttpResponse<String> unknown = ledger.get("compliance", "/api/v1/messages/portal:2");
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(unknown.body()).contains("shorter than what was signed");
        }
    }

    /** A backup newer than the last checkpoint and older than the last head that was acknowledged. */
    @Test
    void goesDownOverABackupThatIsOlderThanWhatWasAcknowledged() throws Exception {
        Path backup = home.resolve("backup");
        try (RunningLedger ledger = RunningLedger.start(home)) {
            assertThat(ledger.post("/api/v1/messages", SEND).statusCode()).isEqualTo(201);
        }
        Files.copy(home.resolve("ledger.mv.db"), backup);
        Path kept = Files.copy(home.resolve("checkpoint"), home.resolve("checkpoint.old"));
        try (RunningLedger ledger = RunningLedger.start(home)) {
            assertThat(ledger.post("/api/v1/messages", SEND.replace("portal:1", "portal:2"))
                            .statusCode())
                    .isEqualTo(201);
        }
        Files.copy(backup, home.resolve("ledger.mv.db"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(kept, home.resolve("checkpoint"), StandardCopyOption.REPLACE_EXISTING);

        try (RunningLedger ledger = RunningLedger.start(home)) {
            HttpResponse<String> readiness = readiness(ledger);
            assertThat(readiness.statusCode()).isEqualTo(503);
            assertThat(readiness.body())
                    .contains("head is behind the acknowledged one", "acknowledgedSize=3", "readSize=2");
            HttpResponse<String> refused = ledger.post("/api/v1/messages", SEND.replace("portal:1", "portal:3"));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("head is behind the acknowledged one");
            assertThat(ledger.get("compliance", "/api/v1/messages/portal:1/trail")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(new KeptNote(home.resolve("checkpoint")).read())
                    .as("nothing is signed")
                    .isEqualTo(new KeptNote(kept).read());
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
