package org.messageledger.replaying;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.messageledger.wiring.RunningLedger;
import tools.jackson.databind.JsonNode;

/** Replays as an auditor has them. Each test leaves none running. */
class ReplayTest {

    private static final String SEND = """
            {"command":"SendMessage","messageId":"portal:%s","sender":{"id":"member:17","kind":"MEMBER"},\
            "recipients":[{"person":"clinician:8"}],"category":"MEDICATION","channel":"PORTAL","confidentiality":"N",\
            "subject":"s","body":"b"}""";

    @TempDir
    static Path home;

    private static RunningLedger shared;
    private static RunningLedger ledger;

    @BeforeAll
    static void start() {
        shared = RunningLedger.start(home);
        ledger = shared;
        ledger.bulk(IntStream.range(0, 300).mapToObj(SEND::formatted).toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        shared.close();
    }

    @Test
    void comparesAllLeavesAndSaysSo() {
        HttpResponse<String> begun = begin("{}");
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        String location = begun.headers().firstValue("Location").orElseThrow();
        assertThat(location)
                .isEqualTo("/api/v1/replays/"
                        + RunningLedger.json(begun).path("id").asString());

        JsonNode replay = awaitEnd(location);

        assertThat(replay.path("state").asString()).as(replay.toString()).isEqualTo("DONE");
        assertThat(replay.path("done").asLong()).isEqualTo(ledger.logSize());
        JsonNode report = replay.path("result");
        assertThat(report.path("equal").asBoolean()).isTrue();
        assertThat(report.path("leafIndex").asLong()).isEqualTo(ledger.logSize() - 1);
        assertThat(report.path("facts").asLong()).isEqualTo(ledger.logSize());
        assertThat(report.path("digest").asString())
                .hasSize(44)
                .isEqualTo(report.path("liveDigest").asString());
        assertThat(report.path("differences").asInt()).isZero();
        assertThat(report.path("swapped").asBoolean(true)).isFalse();
    }

    @Test
    void reportsAnEarlierLeafWithItsRootAndTheSameDigestEachTime() {
        JsonNode one = report("{\"upTo\": 41}");
        JsonNode other = report("{\"upTo\": 41}");

        assertThat(one.path("leafIndex").asLong()).isEqualTo(41);
        assertThat(one.path("treeSize").asLong()).isEqualTo(42);
        JsonNode consistency = RunningLedger.json(ledger.get("auditor", "/api/v1/log/consistency?from=42"));
        assertThat(one.path("rootHash").asString())
                .isEqualTo(consistency.path("fromRootHash").asString());
        assertThat(other.path("digest").asString()).isEqualTo(one.path("digest").asString());
        assertThat(report("{\"upTo\": 40}").path("digest").asString())
                .isNotEqualTo(one.path("digest").asString());
    }

    @Test
    void takesATimeBeforeWhichLeavesWereRecorded() {
        assertThat(report("{\"upTo\": \"2020-01-01T00:00:00Z\"}")
                        .path("leafIndex")
                        .asLong())
                .isEqualTo(-1);
        assertThat(report("{\"upTo\": \"9999-01-01T00:00:00Z\"}")
                        .path("leafIndex")
                        .asLong())
                .isEqualTo(ledger.logSize() - 1);
    }

    @Test
    void namesARowThatDiffersAndDoesNotSwapIt() {
        alter("update facts set purpose = 'X' where leaf_index = 17");
        JsonNode report = report("{\"swap\": true}");
        alter("update facts set purpose = null where leaf_index = 17");

        assertThat(report.path("equal").asBoolean(true)).isFalse();
        assertThat(report.path("differences").asInt()).isOne();
        assertThat(report.at("/differing/0/leafIndex").asInt()).isEqualTo(17);
        assertThat(report.at("/differing/0/columns/0").asString()).isEqualTo("purpose");
        assertThat(report.at("/differing/0/text").asString())
                .isEqualTo("leaf 17: fact differs from the log in purpose");
        assertThat(report.path("swapped").asBoolean(true)).isFalse();
    }

    /** On a ledger of its own: the old view stays for a minute, for those who have begun to ask it. */
    @Test
    void repairsAndTakesNoOtherReplayUntilTheOldViewIsGone(@TempDir Path another) {
        try (RunningLedger own = RunningLedger.start(another)) {
            ledger = own;
            ledger.bulk(IntStream.range(0, 30).mapToObj(SEND::formatted).toArray(String[]::new));
            alter("update facts set purpose = 'X' where leaf_index = 17");

            JsonNode report = report("{\"swap\": true, \"repair\": true}");

            assertThat(report.path("differences").asInt()).isOne();
            assertThat(report.path("swapped").asBoolean()).isTrue();
            HttpResponse<String> next = begin("{}");
            assertThat(next.statusCode()).isEqualTo(409);
            assertThat(RunningLedger.json(next).path("type").asString()).endsWith(":replay-under-way");
        } finally {
            ledger = shared;
        }
    }

    /** Once the view has the leaf. */
    private static void alter(String sql) {
        Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> {
            try (Connection connection = ledger.part(DataSource.class).getConnection();
                    Statement statement = connection.createStatement()) {
                return statement.executeUpdate(sql) == 1;
            }
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '|',
            value = {
                "{\"upto\": 1}; upto",
                "{\"upTo\": -1}; upTo",
                "{\"upTo\": 1.5}; upTo",
                "{\"upTo\": 1000000}; upTo",
                "{\"upTo\": \"yesterday\"}; upTo",
                "{\"upTo\": null}; upTo",
                "{\"swap\": \"yes\"}; swap",
                "{\"swap\": true, \"upTo\": 1}; swap",
                "{\"repair\": true}; repair",
                "{\"swap\": true, \"swap\": false}; ||",
                "[]; ||",
                "{} {}; ||"
            })
    void refusesWhatItDoesNotUnderstand(String body, String field) {
        HttpResponse<String> answer = begin(body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(RunningLedger.json(answer).path("field").asString("")).isEqualTo(field);
    }

    @Test
    void knowsNoOtherReplays() {
        for (String id : List.of("0b4a9d3e-5a0c-4f9e-9d59-2b8f0f6f7a11", "x")) {
            assertThat(ledger.get("auditor", "/api/v1/replays/" + id).statusCode())
                    .isEqualTo(404);
            assertThat(cancel("/api/v1/replays/" + id).statusCode()).isEqualTo(404);
        }
        assertThat(ledger.get("auditor", "/api/v1/replays/x?y=1").statusCode()).isEqualTo(400);
    }

    private static JsonNode report(String order) {
        HttpResponse<String> begun = Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> begin(order), answer -> answer.statusCode() != 409);
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
        String location = begun.headers().firstValue("Location").orElseThrow();
        return Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> status(location).path("result"), JsonNode::isObject);
    }

    private static JsonNode awaitEnd(String location) {
        return Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> status(location), replay -> List.of(
                        "DONE", "CANCELLED", "FAILED")
                .contains(replay.path("state").asString()));
    }

    private static JsonNode status(String location) {
        return RunningLedger.json(ledger.get("auditor", location));
    }

    private static HttpResponse<String> begin(String order) {
        return ledger.send(ledger.request("auditor", "/api/v1/replays")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(order))
                .build());
    }

    private static HttpResponse<String> cancel(String path) {
        return ledger.send(ledger.request("auditor", path).DELETE().build());
    }
}
