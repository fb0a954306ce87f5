package org.messageledger.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.messageledger.wiring.RunningLedger;
import tools.jackson.databind.JsonNode;

/** Bad lines in bulk: each gets its own answer, the others are recorded. */
@ExtendWith(SharedLedger.class)
class BadLineTest {

    private final RunningLedger ledger;

    BadLineTest(RunningLedger ledger) {
        this.ledger = ledger;
    }

    @Test
    void answersABadLineWithItsProblemAndWritesTheOthers() {
        long before = ledger.logSize();
        List<JsonNode> answers = ledger.bulk(
                Bodies.sendLine("bad:1"),
                "{\"command\":\"SendMessage\"",
                "",
                "{\"command\":\"EatMessage\"}",
                "{\"messageId\":\"bad:1\"}",
                Bodies.sendLine("bad:2").replace("\"subject\"", "\"subjct\""),
                Bodies.sendLine("bad:3").replace("How long?", "x".repeat(300_000)),
                Bodies.sendLine("bad:3").replace("\"command\"", "\"idempotencyKey\":7,\"command\""),
                "{\"a\":".repeat(10_000),
                Bodies.sendLine("bad:1"),
                Bodies.readLine("bad:unknown"),
                Bodies.sendLine("bad:4") + "\r");

        assertThat(statuses(answers)).containsExactly(201, 400, 400, 400, 400, 400, 413, 400, 400, 409, 404, 201);
        assertThat(answers.get(5).path("problem").path("field").asString()).isEqualTo("subjct");
        assertThat(answers.get(3).path("problem").path("detail").asString()).contains("SendMessage");
        assertThat(answers.get(10).path("problem").path("receipt").path("event").asString())
                .isEqualTo("MessageReadRefused");
        assertThat(ledger.logSize()).isEqualTo(before + 3);
    }

    @Test
    void refusesLinesThatNoBodyMayBe() {
        long before = ledger.logSize();
        String good = Bodies.sendLine("line:1");
        String[] bad = {
            "null",
            "[]",
            "[" + good + "]",
            good + good,
            good + " x",
            "   ",
            good.replace("\"SendMessage\"", "\"sendMessage\""),
            good.replace("\"SendMessage\"", "null"),
            good.replace("\"command\"", "\"command\":\"ReadMessage\",\"command\""),
            good.replace("\"command\"", "\"idempotencyKey\":\"a\",\"idempotencyKey\":\"b\",\"command\""),
            good.replace("\"command\"", "\"idempotencyKey\":\"\",\"command\""),
            good.replace("\"command\"", "\"idempotencyKey\":\"two words\",\"command\""),
            good.replace("\"command\"", "\"idempotencyKey\":\"" + "k".repeat(201) + "\",\"command\""),
            good.replace("\"command\"", "\"idempotencyKey\":null,\"command\""),
            good.replace("\"command\"", "\"emitter\":\"other\",\"command\""),
            good.replace("A question", "half \\ud800"),
            good.replace("\"A question\"", "1e999999"),
            good.replace("\"kind\"", "\"kind\":\"STAFF\",\"kind\""),
            good.replace("\"kind\"", "\"knd\":\"STAFF\",\"kind\""),
            "\ufeff" + good
        };
        assertThat(statuses(ledger.bulk(bad))).hasSize(bad.length).containsOnly(400);
        assertThat(ledger.logSize()).isEqualTo(before);
    }

    @Test
    void refusesALineThatIsNotUtf8AndTakesTheNext() {
        String lines = Bodies.sendLine("latin:1").replace("A question", "\u00fcber") + "\n" + Bodies.sendLine("latin:2")
                + "\n";
        HttpResponse<String> answer = ledger.send(ledger.request("emitter", "/api/v1/commands")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofByteArray(lines.getBytes(StandardCharsets.ISO_8859_1)))
                .build());
        assertThat(statuses(answer.body().lines().map(RunningLedger::json).toList()))
                .containsExactly(400, 201);
    }

    @Test
    void passesOverALineOfTenMegabytes() {
        List<JsonNode> answers = ledger.bulk(
                Bodies.sendLine("huge:1"),
                Bodies.sendLine("huge:2").replace("How long?", "x".repeat(10_000_000)),
                Bodies.sendLine("huge:3"));
        assertThat(statuses(answers)).containsExactly(201, 413, 201);
    }

    @Test
    void takesALastLineWithoutALineFeedAndLinesThatEndInCrLf() throws Exception {
        try (RawBulk bulk = new RawBulk(ledger)) {
            bulk.chunk(Bodies.sendLine("ends:1") + "\r\n" + Bodies.sendLine("ends:2"));
            bulk.lastChunk();
            List<String> answers = bulk.allAnswers();
            assertThat(answers).hasSize(2).allMatch(answer -> answer.startsWith("{\"status\":201"));
        }
    }

    @Test
    void answersAnEmptyRequestWithNothing() {
        HttpResponse<String> answer = ledger.send(ledger.request("emitter", "/api/v1/commands")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.noBody())
                .build());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void refusesOtherMediaTypesAndCharsets() {
        long before = ledger.logSize();
        for (String type : List.of("application/json", "text/plain", "application/x-ndjson; charset=UTF-16")) {
            HttpResponse<String> answer = ledger.send(ledger.request("emitter", "/api/v1/commands")
                    .header("Content-Type", type)
                    .POST(BodyPublishers.ofString(Bodies.sendLine("media:1") + "\n"))
                    .build());
            assertThat(answer.statusCode()).as(type).isEqualTo(415);
        }
        assertThat(ledger.logSize()).isEqualTo(before);
    }

    @Test
    void recordsWhatCameWholeWhenARequestBreaksOff() throws Exception {
        long before = ledger.logSize();
        try (RawBulk bulk = new RawBulk(ledger)) {
            bulk.chunk(Bodies.sendLine("cut:1") + "\n" + Bodies.sendLine("cut:2") + "\n");
            bulk.breakOff(Bodies.sendLine("cut:3").substring(0, 60));
            List<String> answers = bulk.allAnswers();
            assertThat(answers).hasSize(3);
            assertThat(answers.get(2)).startsWith("{\"status\":400,\"problem\":");
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(ledger.logSize()).isEqualTo(before + 2));
    }

    @Test
    void answersALineThatEndsTooEarlyWithAProblem() throws Exception {
        try (RawBulk bulk = new RawBulk(ledger)) {
            bulk.chunk(Bodies.sendLine("short:1") + "\n"
                    + Bodies.sendLine("short:2").substring(0, 80));
            bulk.lastChunk();
            List<String> answers = bulk.allAnswers();
            assertThat(answers).hasSize(2);
            assertThat(answers.get(0)).startsWith("{\"status\":201");
            assertThat(answers.get(1)).startsWith("{\"status\":400");
        }
    }

    private static List<Integer> statuses(List<JsonNode> answers) {
        return answers.stream().map(answer -> answer.path("status").asInt()).toList();
    }
}
