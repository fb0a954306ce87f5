package org.messageledger.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.messageledger.wiring.RunningLedger;
import tools.jackson.databind.JsonNode;

/** One command a request. */
@ExtendWith(SharedLedger.class)
class RecordingTest {

    private final RunningLedger ledger;

    RecordingTest(RunningLedger ledger) {
        this.ledger = ledger;
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
        assertThat(RunningLedger.json(disclosure).has("messageId")).isFalse();

        HttpResponse<String> ofAMessage = ledger.post(
                "/api/v1/disclosures",
                "{\"messageId\":\"portal:disclosed\",\"patientIds\":[\"member:17\"],\"recipient\":{\"name\":\"A court\"},"
                        + "\"description\":\"A letter\",\"requestReference\":\"court:78\",\"disclosedBy\":"
                        + Bodies.ACTOR
                        + ",\"legalBasis\":\"JUDICIAL\",\"mode\":\"REPORT\"}");
        assertThat(ofAMessage.statusCode()).as(ofAMessage.body()).isEqualTo(201);
        assertThat(RunningLedger.json(ofAMessage).path("messageId").asString()).isEqualTo("portal:disclosed");
    }

    @Test
    void givesGuidanceWithAnUrgentMessageOnly() {
        String urgent = "{\"urgent\":true," + Bodies.sendFields("portal:urgent") + "}";
        JsonNode receipt = RunningLedger.json(ledger.post("/api/v1/messages", urgent));

        assertThat(receipt.path("guidance").path("adviceLineTelephone").asString())
                .isEqualTo(SharedLedger.ADVICE_LINE);
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

    private void refusedRead(HttpResponse<String> answer, int status, String name) {
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
    }

    @Test
    void takesSomethingInEveryPlaceAndControlCharactersInSealedText() {
        String body = Bodies.fullSend("portal:full")
                .replace("How long?", "one\\ntwo\\ttab\\u0000null \\ud83d\\ude00")
                .replace("\"mode\"", "\"occurredAt\":\"2026-03-02T08:15:30.123456789Z\",\"mode\"");
        HttpResponse<String> answer = ledger.post("/api/v1/messages", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        String entry = ledger.get(
                        "auditor",
                        "/api/v1/log/entries/"
                                + RunningLedger.json(answer).path("leafIndex").asLong())
                .body();
        assertThat(entry).contains("2026-03-02T08:15:30.123Z").doesNotContain("123456");
    }
}
