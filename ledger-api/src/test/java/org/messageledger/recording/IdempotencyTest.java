package org.messageledger.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.messageledger.wiring.RunningLedger;
import tools.jackson.databind.JsonNode;

/** The same key and content again: the first answer, and nothing written. */
@ExtendWith(SharedLedger.class)
class IdempotencyTest {

    private final RunningLedger ledger;

    IdempotencyTest(RunningLedger ledger) {
        this.ledger = ledger;
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
}
