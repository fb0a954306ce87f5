package org.messageledger.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.wiring.ChildLedger;
import org.messageledger.wiring.RunningLedger;
import tools.jackson.databind.JsonNode;

/** As many lines as anybody may send at once, to a process with little memory, from a client that reads late. */
class LargeBulkTest {

    private static final int LINES = 100_000;

    @TempDir
    Path home;

    @Test
    void answersEveryLineInOrderInConstantMemory() throws Exception {
        try (ChildLedger ledger = ChildLedger.start(home, Map.of(), "-Xmx256m");
                RawBulk bulk = new RawBulk(ledger)) {
            StringBuilder chunk = new StringBuilder();
            for (int i = 0; i < LINES; i++) {
                chunk.append(Bodies.sendLine("many:" + i)).append('\n');
                if (chunk.length() > 60_000) {
                    bulk.chunk(chunk.toString());
                    chunk.setLength(0);
                }
            }
            bulk.chunk(chunk.toString());
            bulk.lastChunk();

            BitSet leaves = new BitSet();
            for (int i = 0; i < LINES; i++) {
                JsonNode answer = RunningLedger.json(bulk.answer());
                assertThat(answer.path("status").asInt()).isEqualTo(201);
                JsonNode receipt = answer.path("receipt");
                assertThat(receipt.path("messageId").asString()).isEqualTo("many:" + i);
                leaves.set(receipt.path("leafIndex").asInt());
            }
            assertThat(bulk.answer()).isEmpty();
            assertThat(leaves.cardinality()).isEqualTo(LINES);
            assertThat(leaves.length()).isEqualTo(LINES + 1);
            assertThat(ledger.get("auditor", "/api/v1/log/entries/" + LINES).statusCode())
                    .isEqualTo(200);
            assertThat(ledger.isAlive()).isTrue();
        }
    }

    /** Its time to send is not the time that it may be silent. */
    @Test
    void waitsForAClientThatSendsForLongerThanItMayBeSilent() throws Exception {
        long silenceSeconds = 2;
        try (RunningLedger ledger = RunningLedger.start(home, "--ledger.http.send-silence=" + silenceSeconds + "s");
                RawBulk bulk = new RawBulk(ledger)) {
            int lines = 50_000; // their answers fill the sockets' buffers: the ledger cannot write on
            bulk.chunk("{}\n".repeat(lines));
            long enough = System.nanoTime() + TimeUnit.SECONDS.toNanos(2 * silenceSeconds + 1);
            AtomicInteger more = new AtomicInteger();
            await().atMost(Duration.ofMinutes(1)).until(() -> {
                bulk.chunk("{}\n");
                more.incrementAndGet();
                return System.nanoTime() > enough;
            });
            bulk.lastChunk();

            int answered = 0;
            while (!bulk.answer().isEmpty()) {
                answered++;
            }
            assertThat(answered).isEqualTo(lines + more.get());
        }
    }
}
