package org.messageledger.proving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.fact.FactProjection;
import org.messageledger.wiring.RunningLedger;
import tools.jackson.databind.JsonNode;

/** A check is started, watched, and says what is not as it was written, in the log and in the view. */
class CheckTest {

    private static final String CHECKS = "/api/v1/checks";
    private static final Duration BOUND = Duration.ofSeconds(60);

    private static final String SEND = """
            {"command":"SendMessage","messageId":"portal:%s","sender":{"id":"member:17","kind":"MEMBER"},\
            "recipients":[{"person":"clinician:8"}],"category":"MEDICATION","channel":"PORTAL","confidentiality":"N",\
            "subject":"s","body":"b"}""";

    @TempDir
    static Path home;

    private static RunningLedger ledger;

    @BeforeAll
    static void start() {
        ledger = RunningLedger.start(home);
        ledger.bulk(IntStream.range(0, 400).mapToObj(SEND::formatted).toArray(String[]::new));
        await().atMost(BOUND)
                .until(() -> ledger.part(FactProjection.class).status().nextLeaf() == ledger.logSize());
    }

    @AfterAll
    static void stop() {
        ledger.close();
    }

    private static HttpResponse<String> post(String path) {
        return ledger.send(
                ledger.request("auditor", path).POST(BodyPublishers.noBody()).build());
    }

    private static JsonNode check() {
        HttpResponse<String> started = post(CHECKS);
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        String location = started.headers().firstValue("Location").orElseThrow();
        assertThat(location)
                .isEqualTo(CHECKS + "/" + RunningLedger.json(started).path("id").asString());
        return ended(location);
    }

    private static JsonNode ended(String location) {
        return await().atMost(BOUND)
                .until(
                        () -> RunningLedger.json(ledger.get("auditor", location)),
                        job -> !job.path("state").asString().equals("RUNNING"));
    }

    private static void execute(String sql) {
        try (Connection connection = ledger.part(DataSource.class).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static void problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void findsNothingInALedgerAsItWasWritten() {
        JsonNode job = check();

        assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("DONE");
        assertThat(job.path("done")).isEqualTo(job.path("total"));
        assertThat(job.path("perSecond").asLong()).isPositive();
        assertThat(job.has("remainingSeconds")).isFalse();
        JsonNode result = job.path("result");
        assertThat(result.path("treeSize").asLong()).isEqualTo(ledger.logSize());
        assertThat(result.path("findings").asLong()).as(result.toString()).isZero();
        assertThat(result.has("notChecked")).isFalse();
    }

    @Test
    void namesWhatIsNot() {
        execute("drop trigger batches_append_only");
        execute("update batches set recorded_at = recorded_at + 1 where first_leaf = 0");
        execute("update facts set emitter = 'nobody' where leaf_index = 5");
        execute("create table kept as select * from postings where leaf_index = 6");
        execute("delete from postings where leaf_index = 6");

        JsonNode result = check().path("result");

        assertThat(result.path("byTable").propertyNames()).containsExactlyInAnyOrder("batches", "view");
        JsonNode batch = result.path("listed").get(0);
        assertThat(batch.path("leafIndex").asLong()).isZero();
        assertThat(batch.path("place").asString()).isEqualTo("batch of leaf 0");
        assertThat(batch.path("words").asString()).contains("says that its entries were recorded at");
        assertThat(result.toString()).contains("differs from the log in emitter", "leaf 6", "is missing in the view");

        execute("update batches set recorded_at = recorded_at - 1 where first_leaf = 0");
        execute("update facts set emitter = 'emitter' where leaf_index = 5");
        execute("insert into postings select * from kept");
    }

    @Test
    void canBeCancelled() {
        String id = RunningLedger.json(post(CHECKS)).path("id").asString();

        HttpResponse<String> cancelled = ledger.send(
                ledger.request("auditor", CHECKS + "/" + id).DELETE().build());

        assertThat(cancelled.statusCode()).isEqualTo(200);
        assertThat(ended(CHECKS + "/" + id).path("state").asString()).isIn("CANCELLED", "DONE");
    }

    @Test
    void takesNothingThatItDoesNotKnow() {
        problem(post(CHECKS + "?fast=1"), 400);
        problem(
                ledger.send(ledger.request("auditor", CHECKS)
                        .POST(BodyPublishers.ofString("{}"))
                        .build()),
                400);
        problem(ledger.get("auditor", CHECKS + "/nobody"), 404);
        problem(ledger.get("auditor", CHECKS + "/nobody?x=1"), 400);
        problem(
                ledger.send(
                        ledger.request("auditor", CHECKS + "/nobody").DELETE().build()),
                404);
    }
}
