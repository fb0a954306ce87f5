package org.messageledger.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.wiring.RunningLedger;
import tools.jackson.databind.JsonNode;

/** Issue 2, "Bad input": a clear problem, nothing written, the server healthy. */
class BadInputTest {

    @TempDir
    static Path home;

    private static RunningLedger ledger;

    private long sizeBefore;

    @BeforeAll
    static void start() {
        ledger = RunningLedger.start(home);
    }

    @AfterAll
    static void stop() {
        ledger.close();
    }

    @BeforeEach
    void rememberTheLog() {
        sizeBefore = ledger.logSize();
    }

    @AfterEach
    void hasWrittenNothingAndIsHealthy() {
        assertThat(ledger.logSize()).isEqualTo(sizeBefore);
        assertThat(ledger.get("emitter", "/actuator/health/readiness").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"text\"",
                "{\"a\":1} {}",
                "{'a':1}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "nonsense"
            })
    void refusesWhatIsNotOneJsonObject(String body) {
        problem(ledger.post("/api/v1/messages", body), 400, "malformed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"subject\":\"A question\" | \"subject\":7 | subject",
                "\"subject\":\"A question\" | \"subject\":true | subject",
                "\"subject\":\"A question\" | \"subject\":{} | subject",
                "\"category\":\"SYMPTOM_UPDATE\" | \"category\":3 | category",
                "\"category\":\"SYMPTOM_UPDATE\" | \"category\":\"symptom_update\" | category",
                "\"category\":\"SYMPTOM_UPDATE\" | \"category\":\"\" | category",
                "\"category\":\"SYMPTOM_UPDATE\" | \"category\":\"HOROSCOPE\" | category",
                "\"recipients\":[{\"person\":\"clinician:8\"}] | \"recipients\":{\"person\":\"clinician:8\"} | recipients",
                "\"recipients\":[{\"person\":\"clinician:8\"}] | \"recipients\":[{}] | recipients[0].person",
                "\"recipients\":[{\"person\":\"clinician:8\"}] | \"recipients\":[{\"person\":\"a b\"}] | recipients[0].person",
                "\"patientIds\":[\"member:17\"] | \"patientIds\":[\"member:17\",7] | patientIds[1]",
                "\"patientIds\":[\"member:17\"] | \"patientIds\":[null] | patientIds",
                "\"subject\":\"A question\" | \"subject\":\"A question\",\"urgent\":\"true\" | urgent",
                "\"subject\":\"A question\" | \"subject\":\"A question\",\"urgent\":1 | urgent",
                "\"subject\":\"A question\" | \"subject\":\"A question\",\"onBehalfof\":\"x\" | onBehalfof",
                "\"kind\":\"MEMBER\" | \"kind\":\"MEMBER\",\"onBehalfOF\":\"member:1\" | sender.onBehalfOF",
                "\"kind\":\"MEMBER\" | \"kind\":null | sender.kind",
                "\"id\":\"member:17\" | \"id\":\"member 17\" | sender.id",
                "\"id\":\"member:17\" | \"id\":\"member\\u000017\" | sender.id",
                "\"messageId\":\"portal:1\" | \"messageId\":\"12345\" | messageId",
                "\"messageId\":\"portal:1\" | \"messageId\":12345 | messageId",
                "\"subject\":\"A question\" | \"subject\":\"half \\ud800\" | subject",
                "\"subject\":\"A question\" | \"subject\":\"s\",\"occurredAt\":1700000000000 | occurredAt",
                "\"subject\":\"A question\" | \"subject\":\"s\",\"occurredAt\":\"2026-03-02T08:15:30+02:00\" | occurredAt",
                "\"subject\":\"A question\" | \"subject\":\"s\",\"occurredAt\":\"2026-02-30T08:15:30Z\" | occurredAt",
                "\"subject\":\"A question\" | \"subject\":\"s\",\"mode\":\"MAYBE\" | mode",
                "\"subject\":\"A question\" | \"subject\":\"s\",\"client\":{\"userAgent\":\"a\\u0007b\"} | client.userAgent",
                "\"subject\":\"A question\" | \"subject\":\"s\",\"idempotencyKey\":\"k\" | idempotencyKey",
            })
    void namesTheFieldThatItCannotUnderstand(String part, String inItsPlace, String field) {
        String body = Bodies.send("portal:1").replace(part.strip(), inItsPlace.strip());
        JsonNode problem = problem(ledger.post("/api/v1/messages", body), 400, "malformed");
        assertThat(problem.path("field").asString()).isEqualTo(field);
    }

    @Test
    void refusesAnIdOverItsLength() {
        String id = "portal:" + "1".repeat(94);
        JsonNode problem = problem(ledger.post("/api/v1/messages", Bodies.send(id)), 400, "malformed");
        assertThat(problem.path("field").asString()).isEqualTo("messageId");
        assertThat(problem.toString()).doesNotContain(id);
    }

    @Test
    void refusesAKeyThatStandsTwice() {
        String body = "{\"messageId\":\"portal:2\"," + Bodies.sendFields("portal:1") + "}";
        problem(ledger.post("/api/v1/messages", body), 400, "malformed");
        String inner = Bodies.send("portal:1").replace("\"kind\":\"MEMBER\"", "\"kind\":\"MEMBER\",\"kind\":\"STAFF\"");
        problem(ledger.post("/api/v1/messages", inner), 400, "malformed");
    }

    @Test
    void refusesWhatFollowsAGoodCommand() {
        problem(ledger.post("/api/v1/messages", Bodies.send("portal:1") + " {}"), 400, "malformed");
        problem(ledger.post("/api/v1/messages", Bodies.send("portal:1") + "x"), 400, "malformed");
    }

    @Test
    void refusesABodyThatRepeatsThePathsId() {
        String body = Bodies.read().replace("{\"actor\"", "{\"messageId\":\"portal:1\",\"actor\"");
        JsonNode problem = problem(ledger.post("/api/v1/messages/portal:1/reads", body), 400, "malformed");
        assertThat(problem.path("field").asString()).isEqualTo("messageId");
    }

    @Test
    void refusesJsonThatIsNestedTenThousandDeep() {
        String deep = "[".repeat(10_000) + "]".repeat(10_000);
        problem(ledger.post("/api/v1/messages", deep), 400, "malformed");
        problem(ledger.post("/api/v1/messages", "{\"a\":".repeat(10_000)), 400, "malformed");
        problem(ledger.post("/api/v1/messages", "{\"sender\":" + deep + "}"), 400, "malformed");
    }

    @Test
    void refusesABodyOfTenMegabytes() {
        String body = Bodies.send("portal:1").replace("How long?", "x".repeat(10_000_000));
        problem(ledger.post("/api/v1/messages", body), 413, "too-large");
    }

    @Test
    void refusesOtherCharsetsAndWhatIsNotUtf8() {
        byte[] latin = Bodies.send("portal:1").replace("A question", "Für").getBytes(StandardCharsets.ISO_8859_1);
        problem(bytes(latin, "application/json"), 400, "malformed");
        problem(bytes(latin, "application/json; charset=ISO-8859-1"), 415, "media-type");
        problem(
                bytes(Bodies.send("portal:1").getBytes(StandardCharsets.UTF_16), "application/json; charset=UTF-16"),
                415,
                "media-type");
        problem(
                bytes(Bodies.send("portal:1").getBytes(StandardCharsets.UTF_16LE), "application/json"),
                400,
                "malformed");
    }

    @Test
    void refusesOtherMediaTypes() {
        byte[] body = Bodies.send("portal:1").getBytes(StandardCharsets.UTF_8);
        problem(bytes(body, "text/plain"), 415, "media-type");
        problem(bytes(body, "application/x-www-form-urlencoded"), 415, "media-type");
        problem(bytes(body, "no type at all"), 415, "media-type");
    }

    @Test
    void refusesCompressedBodies() {
        HttpResponse<String> answer =
                ledger.post("/api/v1/messages", Bodies.send("portal:1"), "Content-Encoding", "gzip");
        problem(answer, 415, "media-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "über"})
    void refusesIdempotencyKeysThatAreNotVisibleAscii(String key) {
        JsonNode answer = ledger.bulk(Bodies.sendLine("portal:1")
                        .replace("{\"command\"", "{\"idempotencyKey\":\"" + key + "\",\"command\""))
                .get(0);
        assertThat(answer.path("status").asInt()).isEqualTo(400);
        assertThat(answer.path("problem").path("field").asString()).isEqualTo("idempotencyKey");
    }

    @Test
    void refusesIdempotencyKeysOverTheirLength() {
        HttpResponse<String> answer =
                ledger.post("/api/v1/messages", Bodies.send("portal:1"), "Idempotency-Key", "k".repeat(201));
        problem(answer, 400, "malformed");
    }

    @Test
    void answersNothingAcceptableWithAProblem() {
        problem(ledger.post("/api/v1/messages", "{", "Accept", "image/png"), 400, "malformed");
    }

    private static HttpResponse<String> bytes(byte[] body, String contentType) {
        return ledger.send(ledger.request("emitter", "/api/v1/messages")
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    private static JsonNode problem(HttpResponse<String> answer, int status, String name) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        JsonNode problem = RunningLedger.json(answer);
        assertThat(problem.path("type").asString()).isEqualTo("urn:message-ledger:problem:" + name);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).isNotBlank().doesNotContain("Exception", "org.messageledger");
        return problem;
    }
}
