package org.messageledger.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.wiring.RunningLedger;
import tools.jackson.databind.JsonNode;

/** Many commands in one request. */
class BulkTest {

    @TempDir
    static Path home;

    private static RunningLedger ledger;

    @BeforeAll
    static void start() {
        ledger = RunningLedger.start(home);
    }

    @AfterAll
    static void stop() {
        ledger.close();
    }

    @Test
    void answersWhileItReads() throws Exception {
        try (RawBulk bulk = new RawBulk(ledger)) {
            bulk.chunk(Bodies.sendLine("bulk:talk-1") + "\n");
            assertThat(bulk.answer()).contains("bulk:talk-1");
            bulk.chunk(Bodies.sendLine("bulk:talk-2") + "\n");
            assertThat(bulk.answer()).contains("bulk:talk-2");
            bulk.lastChunk();
            assertThat(bulk.answer()).isEmpty();
        }
    }

    @Test
    void keepsTheOrderOfLinesAboutOneMessage() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String id = "order:" + i;
            lines.add(Bodies.sendLine(id));
            lines.add(Bodies.readLine(id));
            lines.add("{\"command\":\"RetractMessage\",\"messageId\":\"" + id
                    + "\",\"actor\":{\"id\":\"member:17\",\"kind\":\"MEMBER\"},\"reason\":\"in error\"}");
            lines.add(Bodies.readLine(id));
        }
        List<JsonNode> answers = ledger.bulk(lines.toArray(String[]::new));
        assertThat(answers).hasSize(800);
        for (int i = 0; i < 800; i += 4) {
            assertThat(statuses(answers.subList(i, i + 4))).containsExactly(201, 201, 201, 403);
        }
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

    @Test
    void goesOnServingAfterAClientThatGoesAway() throws Exception {
        try (RawBulk bulk = new RawBulk(ledger)) {
            bulk.chunk(Bodies.sendLine("away:1") + "\n");
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(statuses(ledger.bulk(Bodies.readLine("away:1"))))
                        .containsExactly(201));
    }

    @Test
    void replaysLinesWithKeys() {
        String[] lines = IntStream.range(0, 50)
                .mapToObj(i -> Bodies.sendLine("keyed:" + i)
                        .replace("{\"command\"", "{\"idempotencyKey\":\"file:" + i + "\",\"command\""))
                .toArray(String[]::new);
        List<JsonNode> first = ledger.bulk(lines);
        long size = ledger.logSize();
        List<JsonNode> again = ledger.bulk(lines);

        assertThat(ledger.logSize()).isEqualTo(size);
        for (int i = 0; i < lines.length; i++) {
            assertThat(first.get(i).has("replayed")).isFalse();
            assertThat(again.get(i).path("replayed").asBoolean()).isTrue();
            assertThat(again.get(i).path("receipt")).isEqualTo(first.get(i).path("receipt"));
        }
    }

    @Test
    void givesGuidanceInAnUrgentLine() {
        JsonNode answer = ledger.bulk(
                        Bodies.sendLine("bulk:urgent").replace("{\"command\"", "{\"urgent\":true,\"command\""))
                .get(0);
        assertThat(answer.path("receipt").has("guidance")).isTrue();
    }

    private static List<Integer> statuses(List<JsonNode> answers) {
        return answers.stream().map(answer -> answer.path("status").asInt()).toList();
    }
}
