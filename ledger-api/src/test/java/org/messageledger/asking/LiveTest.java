package org.messageledger.asking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.messageledger.wiring.ChildLedger;
import org.messageledger.wiring.RunningLedger;
import tools.jackson.databind.JsonNode;

/** Facts as they come, each once, however often the connection is lost. */
@Timeout(300)
class LiveTest {

    private static final int TAILS_MAX = 3;

    @TempDir
    private static Path home;

    private static RunningLedger ledger;
    private static Asking asking;

    @BeforeAll
    static void start() {
        ledger = RunningLedger.start(home, "--ledger.live.tails-max=" + TAILS_MAX);
        asking = new Asking(ledger);
    }

    @AfterAll
    static void stop() {
        ledger.close();
    }

    @Test
    void sendsWhatIsThereAndWhatComes() throws Exception {
        long sent = asking.send("live:1");
        long read = asking.read("live:1");
        try (TailClient tail = TailClient.all(ledger, sent, null)) {
            assertThat(tail.answer().statusCode()).isEqualTo(200);
            assertThat(tail.answer().headers().firstValue("Content-Type")).hasValue("text/event-stream;charset=UTF-8");
            assertThat(tail.answer().headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(tail.facts(2)).containsExactly(sent, read);

            long later = asking.read("live:1", "live-stranger:1", "");

            assertThat(tail.facts(1)).containsExactly(later);
            assertThat(tail.lastId()).isEqualTo(later);
        }
    }

    @Test
    void sendsAFactAsAListHasIt() throws Exception {
        long sent = asking.send("live:2");
        JsonNode item = asking.items("/messages/live:2/trail").get(0);
        try (TailClient tail = TailClient.all(ledger, sent, null)) {
            TailClient.Event event = tail.next();
            while (!event.isFact()) {
                event = tail.next();
            }
            assertThat(event.data()).isEqualTo(item);
        }
    }

    @Test
    void sendsOnlyWhatComesWhenNoLeafIsNamed() throws Exception {
        long before = asking.send("live:3");
        asking.ask("/messages/live:3");
        try (TailClient tail = TailClient.some(ledger, "messageId:live:3", null, null)) {
            TailClient.Event begin = tail.next();
            assertThat(begin.name())
                    .as("whoever loses the connection now misses nothing")
                    .isEqualTo("id");
            assertThat(begin.id()).isGreaterThanOrEqualTo(before);

            long read = asking.read("live:3");

            assertThat(tail.facts(1)).containsExactly(read);
        }
    }

    @Test
    void saysHowFarItHasLookedWhereNothingHoldsTheQuery() throws Exception {
        asking.send("live:4");
        try (TailClient tail = TailClient.some(ledger, "actor:nobody-ever:1", 0L, null)) {
            long last = asking.read("live:4");

            await().atMost(Duration.ofSeconds(60)).until(() -> {
                TailClient.Event event = tail.next();
                assertThat(event.name()).isEqualTo("id");
                return event.id() != null && event.id() >= last;
            });
        }
    }

    @Test
    void losesNothingAndRepeatsNothingOverReconnects() throws Exception {
        Random random = new Random(5);
        long first = asking.send("live:5");
        CompletableFuture<Void> recording = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 150; i++) {
                asking.read("live:5", i % 3 == 0 ? "live-stranger:5" : "clinician:8", "");
                asking.send("live:5." + i);
            }
        });
        String q = "messageId:live:5 AND (outcome:REFUSED OR event:MessageSent)";
        List<Long> seen = new ArrayList<>();
        Long lastId = null;
        int connections = 0;
        while (seen.size() < 51) {
            try (TailClient tail = connect(q, first, lastId)) {
                connections++;
                for (int events = 1 + random.nextInt(6); events > 0 && seen.size() < 51; events--) {
                    TailClient.Event event = tail.next();
                    if (event.isFact()) {
                        seen.add(event.data().path("leafIndex").asLong());
                    }
                    lastId = tail.lastId();
                }
            }
        }
        recording.join();

        assertThat(seen).isEqualTo(Asking.leaves(asking.search(q, "")));
        assertThat(connections).isGreaterThan(10);
    }

    /** A place is free once the ledger has noticed that the client before has gone. */
    private static TailClient connect(String q, long from, @Nullable Long lastId) throws Exception {
        AtomicReference<@Nullable TailClient> connected = new AtomicReference<>();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            TailClient tail = TailClient.some(ledger, q, from, lastId);
            if (tail.answer().statusCode() == 200) {
                connected.set(tail);
                return true;
            }
            tail.close();
            return false;
        });
        return Objects.requireNonNull(connected.get());
    }

    private static boolean isThereAPlace() throws Exception {
        try (TailClient tail = TailClient.all(ledger, null, null)) {
            return tail.answer().statusCode() == 200;
        }
    }

    @Test
    void takesNoMoreClientsThanItSays() throws Exception {
        // A client of another test that has gone leaves its place with the next heartbeat.
        await().atMost(Duration.ofSeconds(60)).until(LiveTest::isThereAPlace);
        List<TailClient> open = new ArrayList<>();
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                TailClient tail = TailClient.all(ledger, null, null);
                open.add(tail);
                return tail.answer().statusCode() == 503;
            });
            TailClient refused = open.get(open.size() - 1);
            assertThat(open.size()).isLessThanOrEqualTo(TAILS_MAX + 1);
            assertThat(refused.answer().headers().firstValue("Retry-After")).isPresent();
            assertThat(refused.answer().headers().firstValue("Content-Type")).hasValue("application/problem+json");
        } finally {
            for (TailClient tail : open) {
                tail.close();
            }
        }
        asking.send("live:6"); // only what is written tells that a client has gone
        await().atMost(Duration.ofSeconds(60)).until(LiveTest::isThereAPlace);
    }

    @ParameterizedTest
    @CsvSource({
        "/live?from=-1, from",
        "/live?from=x, from",
        "/live?from=999999999, from",
        "/live?q=actor:x, q",
        "/live?from=1&from=2, from",
    })
    void refusesWhatItDoesNotUnderstand(String path, String field) {
        HttpResponse<String> answer = ledger.get("compliance", "/api/v1" + path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(RunningLedger.json(answer).path("field").asString()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({"x", "-2", "1.5", "999999999"})
    void refusesAnIdThatItNeverSent(String id) {
        HttpResponse<String> answer = ledger.send(ledger.request("compliance", "/api/v1/live")
                .header("Last-Event-ID", id)
                .GET()
                .build());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(RunningLedger.json(answer).path("field").asString()).isEqualTo("Last-Event-ID");
    }

    @Test
    void answersOneThatOnlyLooks() {
        HttpResponse<String> answer = ledger.send(ledger.request("compliance", "/api/v1/live")
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream;charset=UTF-8");
    }

    @Test
    void saysThatItStops(@TempDir Path other) throws Exception {
        RunningLedger stopping = RunningLedger.start(other);
        try (TailClient tail = TailClient.all(stopping, 0L, null)) {
            assertThat(tail.next()).isNotNull();
            long began = System.nanoTime();

            stopping.close();

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
            TailClient.Event last = tail.next();
            for (TailClient.Event event = tail.nextIfAny(); event != null; event = tail.nextIfAny()) {
                last = event;
            }
            assertThat(last.name()).isEqualTo("end");
            assertThat(last.data().path("reason").asString()).isEqualTo("shutdown");
        }
    }

    @Test
    void goesOnAfterTheProcessWasKilled(@TempDir Path other) throws Exception {
        List<Long> seen = new ArrayList<>();
        Long lastId;
        try (ChildLedger killed = ChildLedger.start(other, Map.of())) {
            for (int i = 0; i < 5; i++) {
                record(killed, "killed:" + i);
            }
            try (TailClient tail = TailClient.some(killed, "event:MessageSent", 0L, null)) {
                seen.addAll(tail.facts(3));
                lastId = tail.lastId();
            }
        }
        try (ChildLedger again = ChildLedger.start(other, Map.of())) {
            record(again, "killed:5");
            try (TailClient tail = TailClient.some(again, "event:MessageSent", 0L, lastId)) {
                seen.addAll(tail.facts(3));
            }
        }
        assertThat(seen).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    private static void record(ChildLedger child, String messageId) {
        assertThat(child.post(
                                "/api/v1/messages",
                                "{\"messageId\":\"" + messageId + "\",\"sender\":" + Asking.MEMBER
                                        + ",\"recipients\":[{\"person\":\"clinician:8\"}],\"category\":\"MEDICATION\","
                                        + "\"channel\":\"PORTAL\",\"confidentiality\":\"N\",\"subject\":\"a\",\"body\":\"b\"}")
                        .statusCode())
                .isEqualTo(201);
    }
}
