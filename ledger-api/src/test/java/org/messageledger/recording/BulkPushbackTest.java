package org.messageledger.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.wiring.RunningLedger;

/** Bulk requests are few at a time, and who is silent does not keep a place for ever. */
class BulkPushbackTest {

    @TempDir
    static Path home;

    private static RunningLedger ledger;

    @BeforeAll
    static void start() {
        ledger = RunningLedger.start(
                home,
                "--ledger.recording.bulk-requests-max=1",
                "--ledger.recording.bulk-answers-max=64KB",
                "--ledger.http.send-silence=3s",
                "--ledger.http.take-silence=3s");
    }

    @AfterAll
    static void stop() {
        ledger.close();
    }

    @Test
    void tellsOneRequestTooManyWhenToComeBack() throws Exception {
        long before = ledger.logSize();
        try (RawBulk first = new RawBulk(ledger)) {
            first.chunk(Bodies.sendLine("push:1") + "\n");
            assertThat(first.answer()).contains("push:1");

            HttpResponse<String> second = another("push:2");

            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(second.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(RunningLedger.json(second).path("type").asString())
                    .isEqualTo("urn:message-ledger:problem:pushback");
            assertThat(ledger.logSize()).isEqualTo(before + 1);
        }
        awaitAPlace("push:3");
    }

    @Test
    void endsARequestWhoseClientSendsNothingMore() throws Exception {
        awaitAPlace("silent:0");
        try (RawBulk silent = new RawBulk(ledger)) {
            silent.chunk(Bodies.sendLine("silent:1") + "\n"
                    + Bodies.sendLine("silent:2").substring(0, 30));
            assertThat(silent.answer()).startsWith("{\"status\":201");
            assertThat(another("silent:3").statusCode()).isEqualTo(503);

            assertThat(silent.answer()).startsWith("{\"status\":400");
            assertThat(silent.answer()).isEmpty();
            awaitAPlace("silent:4");
        }
    }

    /** It sends on and on and takes no answer: neither a thread nor the disk is its own for ever. */
    @Test
    void endsARequestWhoseClientTakesNothing() throws Exception {
        awaitAPlace("deaf:0");
        try (RawBulk deaf = new RawBulk(ledger)) {
            Thread sender = new Thread(() -> sendForEver(deaf));
            sender.start();
            awaitAPlace("deaf:end");
            sender.join(60_000);
            assertThat(sender.isAlive()).isFalse();
        }
    }

    private static void sendForEver(RawBulk bulk) {
        String lines = "{}\n".repeat(10_000);
        try {
            while (true) {
                bulk.chunk(lines);
            }
        } catch (SocketException closed) {
            return;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitAPlace(String messageId) {
        await().atMost(Duration.ofSeconds(60)).until(() -> another(messageId).statusCode() == 200);
    }

    private static HttpResponse<String> another(String messageId) {
        return ledger.send(ledger.request("emitter", "/api/v1/commands")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(Bodies.sendLine(messageId) + "\n"))
                .build());
    }
}
