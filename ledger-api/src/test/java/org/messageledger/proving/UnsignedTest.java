package org.messageledger.proving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.wiring.RunningLedger;
import tools.jackson.databind.JsonNode;

/** A home that takes no checkpoint: nothing is signed, nothing else stops, and it is said. */
class UnsignedTest {

    private static final String SEND = """
            {"messageId":"portal:%d","sender":{"id":"member:17","kind":"MEMBER"},"recipients":[{"person":"clinician:8"}],
             "category":"MEDICATION","channel":"PORTAL","confidentiality":"N","subject":"s","body":"b"}
            """;

    @TempDir
    Path home;

    @Test
    void saysThatNothingIsSignedAndGoesOnOnceItCanBe() throws IOException {
        try (RunningLedger ledger = RunningLedger.start(home)) {
            assertThat(status(ledger).path("failingSince").isNull()).isTrue();
            Files.delete(home.resolve("checkpoint"));
            Files.createDirectories(home.resolve("checkpoint").resolve("in-the-way"));

            HttpResponse<String> receipt = sendForAProof(ledger, 1);
            assertThat(receipt.statusCode()).as(receipt.body()).isEqualTo(201);
            assertThat(RunningLedger.json(receipt).has("proof")).isFalse();
            JsonNode status = status(ledger);
            assertThat(status.path("failingSince").asString("")).isNotEmpty();
            assertThat(status.path("statement").asString())
                    .startsWith("Since ")
                    .contains("no checkpoint could be signed");
            assertThat(status.path("checkpoint").path("treeSize").asLong()).isLessThan(ledger.logSize());
            HttpResponse<String> readiness = ledger.get("emitter", "/actuator/health/readiness");
            assertThat(readiness.statusCode()).isEqualTo(200);
            assertThat(readiness.body()).contains("\"signing\":false");

            Files.delete(home.resolve("checkpoint").resolve("in-the-way"));
            Files.delete(home.resolve("checkpoint"));
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                JsonNode later = status(ledger);
                assertThat(later.path("failingSince").isNull()).as("%s", later).isTrue();
                assertThat(later.path("checkpoint").path("treeSize").asLong()).isEqualTo(ledger.logSize());
            });
        }
    }

    private static HttpResponse<String> sendForAProof(RunningLedger ledger, int number) {
        return ledger.send(ledger.request("emitter", "/api/v1/messages")
                .header("Content-Type", "application/json")
                .header("Prefer", "return=proof")
                .POST(BodyPublishers.ofString(SEND.formatted(number)))
                .build());
    }

    private static JsonNode status(RunningLedger ledger) {
        return RunningLedger.json(ledger.get("auditor", "/api/v1/log/status"));
    }
}
