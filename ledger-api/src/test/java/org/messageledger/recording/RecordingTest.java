package org.messageledger.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.messageledger.wiring.RunningLedger;
import tools.jackson.databind.JsonNode;

/** One command a request. */
class RecordingTest {

    @TempDir
    static Path home;

    private static RunningLedger ledger;

    @BeforeAll
    static void start() {
        ledger = RunningLedger.start(home, "--ledger.guidance.advice-line-telephone=+1-800-555-0199");
    }

    @AfterAll
    static void stop() {
        ledger.close();
    }

    @Test
    void answersASendWithAReceiptAndItsPlace() {
        HttpResponse<String> answer = ledger.post("/api/v1/messages", Bodies.send("portal:first"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).hasValue("/api/v1/messages/portal:first");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        JsonNode receipt = RunningLedger.json(answer);
        assertThat(receipt.propertyNames())
                .containsExactly(
                        "eventId",
                        "event",
                        "messageId",
                        "leafIndex",
                        "treeSize",
                        "rootHash",
                        "recordedAt",
                        "idempotencyKey");
        assertThat(receipt.path("event").asString()).isEqualTo("MessageSent");
        assertThat(receipt.path("treeSize").asLong())
                .isGreaterThan(receipt.path("leafIndex").asLong());
        assertThat(Base64.getDecoder().decode(receipt.path("rootHash").asString()))
                .hasSize(32);
        assertThat(receipt.path("recordedAt").asString())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(receipt.path("idempotencyKey").asString())
                .isEqualTo("auto:" + receipt.path("eventId").asString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/reads | {\"actor\":ACTOR,\"kind\":\"OPENED\",\"purpose\":\"TREAT\"} | MessageRead",
                "/routes | {\"to\":{\"pool\":\"cardiology-north\"},\"cause\":\"RULE\",\"reason\":\"by site\"} | MessageRouted",
                "/resolution | {\"actor\":ACTOR,\"resolution\":\"ANSWERED\"} | MessageResolved",
                "/suspicions | {\"actor\":ACTOR,\"reason\":\"phishing\"} | SuspicionReported",
                "/retraction | {\"actor\":{\"id\":\"member:17\",\"kind\":\"MEMBER\"},\"reason\":\"sent in error\"} | MessageRetracted",
            })
    void recordsWhatHappensToAMessage(String path, String body, String event) {
        String id = "portal:for-" + event.strip();
        assertThat(ledger.post("/api/v1/messages", Bodies.send(id)).statusCode())
                .isEqualTo(201);

        HttpResponse<String> answer = ledger.post(
                "/api/v1/messages/" + id + path.strip(), body.strip().replace("ACTOR", Bodies.ACTOR));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(RunningLedger.json(answer).path("event").asString()).isEqualTo(event.strip());
        assertThat(RunningLedger.json(answer).path("messageId").asString()).isEqualTo(id);
    }

    @Test
    void recordsListingsAndDisclosures() {
        HttpResponse<String> listing = ledger.post(
                "/api/v1/listings",
                "{\"messageIds\":[\"portal:a\",\"portal:b\"],\"actor\":" + Bodies.ACTOR
                        + ",\"kind\":\"LISTED\",\"purpose\":\"TREAT\"}");
        assertThat(listing.statusCode()).as(listing.body()).isEqualTo(201);
        assertThat(RunningLedger.json(listing).has("messageId")).isFalse();

        HttpResponse<String> disclosure = ledger.post(
                "/api/v1/disclosures",
                "{\"patientIds\":[\"member:17\"],\"recipient\":{\"name\":\"A court\"},\"description\":\"Two letters\","
                        + "\"requestReference\":\"court:77\",\"disclosedBy\":" + Bodies.ACTOR
                        + ",\"legalBasis\":\"JUDICIAL\"}");
        assertThat(disclosure.statusCode()).as(disclosure.body()).isEqualTo(201);
        assertThat(RunningLedger.json(disclosure).path("event").asString()).isEqualTo("MessageDisclosed");
    }

    @Test
    void givesGuidanceWithAnUrgentMessageOnly() {
        String urgent = "{\"urgent\":true," + Bodies.sendFields("portal:urgent") + "}";
        JsonNode receipt = RunningLedger.json(ledger.post("/api/v1/messages", urgent));

        assertThat(receipt.path("guidance").path("adviceLineTelephone").asString())
                .isEqualTo("+1-800-555-0199");
        assertThat(receipt.path("guidance").path("emergency").asString()).isNotBlank();
        assertThat(receipt.path("guidance").path("memberServices").asString()).isNotBlank();
        assertThat(RunningLedger.json(ledger.post("/api/v1/messages", Bodies.send("portal:calm")))
                        .has("guidance"))
                .isFalse();
    }

    @Test
    void recordsARefusedReadAndSaysWhere() {
        ledger.post("/api/v1/messages", Bodies.send("portal:private"));
        String stranger = Bodies.read().replace("clinician:8", "clinician:999");

        HttpResponse<String> refused = ledger.post("/api/v1/messages/portal:private/reads", stranger);
        HttpResponse<String> unknown = ledger.post("/api/v1/messages/portal:nowhere/reads", Bodies.read());

        refusedRead(refused, 403, "read-refused");
        refusedRead(unknown, 404, "unknown-message");
    }

    private static void refusedRead(HttpResponse<String> answer, int status, String name) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = RunningLedger.json(answer);
        assertThat(problem.path("type").asString()).isEqualTo("urn:message-ledger:problem:" + name);
        assertThat(problem.path("receipt").path("event").asString()).isEqualTo("MessageReadRefused");
        long leaf = problem.path("receipt").path("leafIndex").asLong();
        HttpResponse<String> entry = ledger.get("auditor", "/api/v1/log/entries/" + leaf);
        assertThat(entry.statusCode()).isEqualTo(200);
        assertThat(RunningLedger.json(entry).toString())
                .contains(problem.path("receipt").path("eventId").asString());
    }

    @Test
    void refusesAMessageIdThatIsTaken() {
        ledger.post("/api/v1/messages", Bodies.send("portal:taken"));
        long before = ledger.logSize();

        HttpResponse<String> answer = ledger.post("/api/v1/messages", Bodies.send("portal:taken"));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(RunningLedger.json(answer).path("type").asString())
                .isEqualTo("urn:message-ledger:problem:duplicate-id");
        assertThat(ledger.logSize()).isEqualTo(before);
    }

    @Test
    void writesNothingWhenAnUnknownMessageIsRouted() {
        long before = ledger.logSize();
        HttpResponse<String> answer = ledger.post(
                "/api/v1/messages/portal:nowhere/routes",
                "{\"to\":{\"pool\":\"p\"},\"cause\":\"RULE\",\"reason\":\"r\"}");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(ledger.logSize()).isEqualTo(before);
    }

    @Test
    void givesTheFirstReceiptForTheSameKeyAndContent() {
        HttpResponse<String> first =
                ledger.post("/api/v1/messages", Bodies.send("portal:once"), "Idempotency-Key", "once");
        String otherOrder = Bodies.send("portal:once")
                .replace("{\"messageId\":\"portal:once\",", "{")
                .replaceAll("}$", " , \"messageId\" : \"portal:once\"}");

        HttpResponse<String> again = ledger.post("/api/v1/messages", otherOrder, "Idempotency-Key", "once");

        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(RunningLedger.json(again)).isEqualTo(RunningLedger.json(first));
    }

    @Test
    void refusesOtherContentUnderTheSameKey() {
        ledger.post("/api/v1/messages", Bodies.send("portal:key-a"), "Idempotency-Key", "reused");
        long before = ledger.logSize();

        HttpResponse<String> other =
                ledger.post("/api/v1/messages", Bodies.send("portal:key-b"), "Idempotency-Key", "reused");
        HttpResponse<String> withDefault = ledger.post(
                "/api/v1/messages",
                "{\"mode\":\"ASK\"," + Bodies.sendFields("portal:key-a") + "}",
                "Idempotency-Key",
                "reused");

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(RunningLedger.json(other).path("type").asString())
                .isEqualTo("urn:message-ledger:problem:idempotency-key-reused");
        assertThat(withDefault.statusCode())
                .as("compared before defaults are filled in")
                .isEqualTo(422);
        assertThat(ledger.logSize()).isEqualTo(before);
    }

    @Test
    void replaysARefusedReadWithItsReceipt() {
        HttpResponse<String> first =
                ledger.post("/api/v1/messages/portal:gone/reads", Bodies.read(), "Idempotency-Key", "gone");
        HttpResponse<String> again =
                ledger.post("/api/v1/messages/portal:gone/reads", Bodies.read(), "Idempotency-Key", "gone");
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(again.statusCode()).isEqualTo(first.statusCode());
        for (String member : List.of("type", "reasons", "receipt")) {
            assertThat(RunningLedger.json(again).path(member))
                    .isEqualTo(RunningLedger.json(first).path(member));
        }
    }

    @Test
    void recordsOnceHoweverManySendTheSameAtOnce() throws Exception {
        long before = ledger.logSize();
        ExecutorService many = Executors.newFixedThreadPool(16);
        List<Future<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            answers.add(many.submit(
                    () -> ledger.post("/api/v1/messages", Bodies.send("portal:rush"), "Idempotency-Key", "rush")));
        }
        List<JsonNode> receipts = new ArrayList<>();
        long replayed = 0;
        for (Future<HttpResponse<String>> answer : answers) {
            assertThat(answer.get().statusCode()).isEqualTo(201);
            replayed +=
                    answer.get().headers().firstValue("Idempotency-Replayed").isPresent() ? 1 : 0;
            receipts.add(RunningLedger.json(answer.get()));
        }
        many.shutdown();
        assertThat(receipts).containsOnly(receipts.get(0));
        assertThat(replayed).isEqualTo(63);
        assertThat(ledger.logSize()).isEqualTo(before + 1);
    }

    @Test
    void marksInReportWhatItRefusesInAsk() {
        String read = Bodies.read().replace("{\"actor\"", "{\"mode\":\"REPORT\",\"actor\"");
        HttpResponse<String> answer = ledger.post("/api/v1/messages/portal:unheard-of/reads", read);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(RunningLedger.json(answer).path("event").asString()).isEqualTo("MessageRead");
    }

    @Test
    void takesTheLargestTextsAndTraceContext() {
        String body = Bodies.send("portal:large").replace("How long?", "ü".repeat(6_144));
        HttpResponse<String> answer = ledger.post(
                "/api/v1/messages", body, "traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        String entry = ledger.get(
                        "auditor",
                        "/api/v1/log/entries/"
                                + RunningLedger.json(answer).path("leafIndex").asLong())
                .body();
        assertThat(entry).contains("4bf92f3577b34da6a3ce929d0e0e4736").doesNotContain("üü");
        String over = Bodies.send("portal:larger").replace("How long?", "x".repeat(12_289));
        assertThat(ledger.post("/api/v1/messages", over).statusCode()).isEqualTo(400);
    }
}
