package org.messageledger.asking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.log.Append;
import org.messageledger.log.Draft;
import org.messageledger.log.Log;
import org.messageledger.wiring.RunningLedger;
import tools.jackson.databind.JsonNode;

/** A leaf that cannot be read brings readiness down by name, and answers say that they stop before it. */
class UnreadableLeafTest {

    @TempDir
    private Path home;

    @Test
    void isNamedAndNothingBeforeItIsMissing() {
        try (RunningLedger ledger = RunningLedger.start(home)) {
            Asking asking = new Asking(ledger);
            long sent = asking.send("damaged:1");
            UUID eventId = UUID.randomUUID();
            byte[] entry = "{\"recordedAt\":\"0000-00-00T00:00:00.000Z\"}".getBytes(StandardCharsets.UTF_8);
            ledger.part(Log.class)
                    .append(new Append(
                            List.of(new Draft(eventId, eventId.toString(), 0, true, entry, entry.length - 26)),
                            List.of(),
                            List.of()))
                    .join();
            long damaged = sent + 1;
            asking.read("damaged:1");

            await().atMost(Duration.ofSeconds(20)).until(() -> readiness(ledger).statusCode() == 503);
            JsonNode view = RunningLedger.json(readiness(ledger))
                    .path("components")
                    .path("viewHealth")
                    .path("details");
            assertThat(view.path("failedLeaf").asLong()).isEqualTo(damaged);
            assertThat(view.path("behind").asLong()).isEqualTo(2);
            assertThat(view.path("reason").asString("")).contains("UnreadableEntryException");
            JsonNode trail = RunningLedger.json(ledger.get("compliance", "/api/v1/messages/damaged:1/trail"));
            assertThat(Asking.leaves(trail)).containsExactly(sent);
            assertThat(trail.path("asOf").path("behind").asLong()).isEqualTo(2);
            assertThat(ledger.get("auditor", "/api/v1/log/entries/" + damaged).body())
                    .startsWith("{\"recordedAt\":\"2");
            assertThat(ledger.get("compliance", "/api/v1/log/entries/" + damaged)
                            .statusCode())
                    .as("no answer has it")
                    .isEqualTo(403);
        }
    }

    private static HttpResponse<String> readiness(RunningLedger ledger) {
        return ledger.get("emitter", "/actuator/health/readiness");
    }
}
