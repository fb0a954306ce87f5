package org.messageledger.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.wiring.RunningLedger;

/** Clients that are never silent for long, and hold their place all the same. */
class SlowClientTest {

    @TempDir
    static Path home;

    private static RunningLedger ledger;

    @BeforeAll
    static void start() {
        ledger = RunningLedger.start(
                home,
                "--ledger.recording.bulk-requests-max=1",
                "--ledger.recording.bulk-answers-max=8MB",
                "--ledger.http.send-silence=4s",
                "--ledger.http.take-silence=4s",
                "--ledger.http.take-rate=1GB");
    }

    @AfterAll
    static void stop() {
        ledger.close();
    }

    @Test
    void endsARequestWhoseLineComesByteByByte() throws Exception {
        try (RawBulk slow = new RawBulk(ledger)) {
            slow.chunk(
                    Bodies.sendLine("slow:1") + "\n" + Bodies.sendLine("slow:2").substring(0, 30));
            assertThat(slow.answer()).startsWith("{\"status\":201");

            await().pollInterval(Duration.ofMillis(200))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> {
                        try {
                            slow.chunk(" ");
                        } catch (IOException closed) {
                            return true;
                        }
                        return isThereAPlace();
                    });
        }
    }

    /** It takes enough for every single write to get on. */
    @Test
    void endsARequestWhoseClientTakesTooLittle() throws Exception {
        await().atMost(Duration.ofSeconds(60)).until(SlowClientTest::isThereAPlace);
        try (RawBulk slow = new RawBulk(ledger)) {
            Thread sender = new Thread(() -> sendForEver(slow));
            sender.start();
            await().until(() -> !isThereAPlace());

            await().pollInterval(Duration.ofMillis(100))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> {
                        try {
                            slow.take(100_000);
                        } catch (IOException closed) {
                            return true;
                        }
                        return isThereAPlace();
                    });
            sender.join(60_000);
            assertThat(sender.isAlive()).isFalse();
        }
        await().atMost(Duration.ofSeconds(60)).until(SlowClientTest::isThereAPlace);
    }

    private static void sendForEver(RawBulk bulk) {
        String lines = "{}\n".repeat(10_000);
        try {
            while (true) {
                bulk.chunk(lines);
            }
        } catch (IOException closed) {
            return;
        }
    }

    private static boolean isThereAPlace() {
        return ledger.send(ledger.request("emitter", "/api/v1/commands")
                                .header("Content-Type", "application/x-ndjson")
                                .POST(BodyPublishers.ofString("{}\n"))
                                .build())
                        .statusCode()
                == 200;
    }
}
