package org.messageledger.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.messageledger.wiring.RunningLedger;
import tools.jackson.databind.JsonNode;

/** Many commands in one request. */
@ExtendWith(SharedLedger.class)
class BulkTest {

    private final RunningLedger ledger;

    BulkTest(RunningLedger ledger) {
        this.ledger = ledger;
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

    /** In commits that they share: the tree has the size that their batch gave it. */
    @Test
    void recordsReadsOfOneMessageInTheOrderOfTheirLinesAndTogether() {
        List<String> lines = new ArrayList<>(List.of(Bodies.sendLine("together:1")));
        lines.addAll(Collections.nCopies(500, Bodies.readLine("together:1")));
        List<JsonNode> answers = ledger.bulk(lines.toArray(String[]::new));

        assertThat(statuses(answers)).hasSize(501).containsOnly(201);
        assertThat(receipts(answers, "leafIndex")).isSorted();
        assertThat(Set.copyOf(receipts(answers, "treeSize"))).hasSizeLessThan(400);
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

    private static List<Long> receipts(List<JsonNode> answers, String field) {
        return answers.stream()
                .map(answer -> answer.path("receipt").path(field).asLong())
                .toList();
    }

    private static List<Integer> statuses(List<JsonNode> answers) {
        return answers.stream().map(answer -> answer.path("status").asInt()).toList();
    }
}
