package org.messageledger.asking;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.fact.FactProjection;
import org.messageledger.proving.NaiveRoot;
import org.messageledger.wiring.RunningLedger;
import tools.jackson.databind.JsonNode;

/** An answer never shows less than the log holds without saying so. */
class BehindTest {

    @TempDir
    private Path home;

    @Test
    void saysWhatTheViewLacksAndWaitsForWhatIsAskedFor() throws Exception {
        try (RunningLedger ledger = RunningLedger.start(home)) {
            Asking asking = new Asking(ledger);
            long seen = asking.send("behind:1");
            asking.ask("/messages/behind:1");
            ledger.part(FactProjection.class).close();
            asking.read("behind:1");
            Instant between = Instant.now();
            long unseen = asking.read("behind:1");

            for (String path : new String[] {"/messages/behind:1", "/messages/behind:1/trail"}) {
                HttpResponse<String> answer = ledger.get("compliance", "/api/v1" + path);
                JsonNode asOf = RunningLedger.json(answer).path("asOf");
                assertThat(asOf.path("leafIndex").asLong()).isEqualTo(seen);
                assertThat(asOf.path("behind").asLong()).isEqualTo(2);
                assertThat(asOf.path("rootHash").asString()).isEqualTo(NaiveRoot.of(ledger, seen + 1));
            }
            JsonNode asOfTime = RunningLedger.json(
                            ledger.get("compliance", "/api/v1/messages/behind:1/trail?asOf=" + between))
                    .path("asOf");
            assertThat(asOfTime.path("final").asBoolean(true)).isFalse();
            assertThat(asOfTime.path("behind").asLong()).isEqualTo(2);

            for (String named : new String[] {"atLeast=", "asOf="}) {
                long start = System.nanoTime();
                HttpResponse<String> late =
                        ledger.get("compliance", "/api/v1/messages/behind:1/trail?" + named + unseen);
                assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start))
                        .as("waits for five seconds")
                        .isBetween(4_500L, 20_000L);
                assertThat(late.statusCode()).isEqualTo(503);
                assertThat(late.headers().firstValue("Retry-After")).hasValue("1");
                JsonNode problem = RunningLedger.json(late);
                assertThat(problem.path("type").asString()).isEqualTo("urn:message-ledger:problem:view-behind");
                assertThat(problem.path("contained").asLong()).isEqualTo(seen);
                assertThat(problem.path("behind").asLong()).isEqualTo(2);
            }
        }
    }

    @Test
    void saysWhatTheViewLacksAlsoOfAMessageThatItDoesNotFind() {
        try (RunningLedger ledger = RunningLedger.start(home)) {
            Asking asking = new Asking(ledger);
            long seen = asking.send("behind:1");
            asking.ask("/messages/behind:1");
            ledger.part(FactProjection.class).close();
            asking.send("behind:2");

            JsonNode problem = asking.refused("/messages/behind:2", 404);

            assertThat(problem.path("asOf").path("leafIndex").asLong()).isEqualTo(seen);
            assertThat(problem.path("asOf").path("behind").asLong()).isEqualTo(1);
        }
    }

    @Test
    void answersAsSoonAsTheLeafIsThere() throws Exception {
        try (RunningLedger ledger = RunningLedger.start(home)) {
            Asking asking = new Asking(ledger);
            long coming = ledger.logSize();
            CompletableFuture<HttpResponse<String>> answer = CompletableFuture.supplyAsync(
                    () -> ledger.get("compliance", "/api/v1/messages/coming:1/trail?atLeast=" + coming));
            assertThat(asking.send("coming:1")).isEqualTo(coming);

            HttpResponse<String> trail = answer.get(20, TimeUnit.SECONDS);
            assertThat(trail.statusCode()).as(trail.body()).isEqualTo(200);
            assertThat(Asking.leaves(RunningLedger.json(trail))).containsExactly(coming);
        }
    }
}
