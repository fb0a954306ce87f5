package org.messageledger.asking;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A search that cannot be understood says why: 400, with the field, and for a query with the column. */
@ExtendWith(SharedLedger.class)
class RefusedSearchTest {

    private static final String URN = "urn:message-ledger:problem:";

    private final Asking asking;

    RefusedSearchTest(Asking asking) {
        this.asking = asking;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/search", "/search/facets", "/live"})
    void saysWhereAQueryIsWrong(String path) {
        JsonNode problem = asking.refusedPost(path, Asking.body("kind:OPENED  acter:x", facets(path)), 400);

        assertThat(problem.path("type").asString()).isEqualTo(URN + "bad-query");
        assertThat(problem.path("field").asString()).isEqualTo("q");
        assertThat(problem.path("column").asInt()).isEqualTo(14);
        assertThat(problem.path("detail").asString())
                .isEqualTo("At column 14: unknown field `acter`; did you mean `actor`?");
    }

    private static String facets(String path) {
        return path.endsWith("facets") ? ",\"facets\":[\"kind\"]" : "";
    }

    @Test
    void namesTheBoundThatAQueryBreaks() {
        assertThat(asking.refusedPost("/search", Asking.body("pool:a ".repeat(1_000), ""), 400)
                        .path("detail")
                        .asString())
                .isEqualTo("At column 701: a query has at most 100 terms, each NOT counted.");
        assertThat(asking.refusedPost("/search", Asking.body("actor:a OR ".repeat(1_000), ""), 400)
                        .path("detail")
                        .asString())
                .isEqualTo("At column 10001: a query has at most 10000 characters.");
        assertThat(asking.refusedPost("/search", Asking.body("(".repeat(5_000), ""), 400)
                        .path("detail")
                        .asString())
                .contains("at most 30 deep");
        assertThat(asking.refusedPost("/search", Asking.body("x".repeat(200_000), ""), 413)
                        .path("detail")
                        .asString())
                .contains("at most 131072 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"actor:\\u0000x", "actor:a\\u001b[2J", "actor:\\\"a\\nERROR forged\\\"", "actor:\\ud83d"})
    void refusesWhatCouldForgeALineOfALog(String q) {
        JsonNode problem = asking.refusedPost("/search", "{\"q\":\"" + q + "\"}", 400);

        assertThat(problem.path("type").asString()).isEqualTo(URN + "bad-query");
        assertThat(problem.toString()).doesNotContain("\\u", "forged");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{} | q | Give a query",
                "{\"q\":\"\"} | q | value",
                "{\"q\":5} | q | Send a string.",
                "{\"q\":null} | q | Send a string.",
                "{\"q\":[\"*\"]} | q | Send a string.",
                "{\"q\":\"*\",\"q\":\"*\"} | body | no key may stand twice",
                "{\"q\":\"*\",\"sorting\":\"actor\"} | sorting | known are: asOf, atLeast, cursor",
                "{\"q\":\"*\",\"member:17\":\"x\"} | query | not known",
                "{\"q\":\"*\",\"Q\":\"*\"} | Q | not known",
                "{\"q\":\"*\",\"facets\":[\"kind\"]} | facets | not known",
                "[] | body | one JSON object",
                "\"*\" | body | one JSON object",
                "{\"q\":\"*\" | body | one JSON object",
                "{\"q\":\"*\"} {} | body | one JSON object",
                " | body | one JSON object",
                "{\"q\":\"*\",\"limit\":0} | limit | from 1 to 1000",
                "{\"q\":\"*\",\"limit\":-1} | limit | from 1 to 1000",
                "{\"q\":\"*\",\"limit\":1001} | limit | from 1 to 1000",
                "{\"q\":\"*\",\"limit\":99999999999999999999} | limit | from 1 to 1000",
                "{\"q\":\"*\",\"limit\":1.5} | limit | whole number",
                "{\"q\":\"*\",\"limit\":\"5\"} | limit | whole number",
                "{\"q\":\"*\",\"sort\":\"acter\"} | sort | Give one of: actor, actorKind",
                "{\"q\":\"*\",\"order\":\"down\"} | order | asc, desc",
                "{\"q\":\"*\",\"asOf\":-1} | asOf | UTC",
                "{\"q\":\"*\",\"asOf\":\"yesterday\"} | asOf | UTC",
                "{\"q\":\"*\",\"asOf\":999999999} | asOf | leaves",
                "{\"q\":\"*\",\"asOf\":true} | asOf | a string, or a whole number",
                "{\"q\":\"*\",\"atLeast\":-1} | atLeast | leaf index",
                "{\"q\":\"*\",\"from\":\"2026-03-01\"} | from | UTC",
                "{\"q\":\"*\",\"from\":\"2026-03-02T00:00:00Z\",\"to\":\"2026-03-01T00:00:00Z\"} | from | not after",
                "{\"q\":\"*\",\"time\":\"seen\"} | time | occurred, recorded",
                "{\"q\":\"*\",\"cursor\":\"abc\"} | cursor | cursor",
                "{\"q\":\"*\",\"format\":\"xml\"} | format | json, csv, ndjson",
                "{\"q\":\"*\",\"format\":\"csv\",\"limit\":5} | limit | whole",
                "{\"q\":\"*\",\"format\":\"ndjson\",\"cursor\":\"x\"} | cursor | whole",
            })
    void refusesABodyThatIsNotUnderstood(String body, String field, String advice) {
        JsonNode problem = asking.refusedPost("/search", body == null ? "" : body, 400);

        assertThat(problem.path("type").asString()).isEqualTo(URN + "bad-parameter");
        assertThat(problem.path("field").asString()).isEqualTo(field);
        assertThat(problem.path("detail").asString()).contains(advice);
        assertThat(problem.toString()).doesNotContain("member:17");
    }

    @Test
    void refusesAQueryInTheUrl() {
        assertThat(asking.refusedPost("/search?q=actor:x", Asking.body("*", ""), 400)
                        .path("field")
                        .asString())
                .isEqualTo("query");
    }

    @Test
    void refusesACursorOfAnotherQuery() {
        asking.send("search-cursor:1");
        asking.read("search-cursor:1");
        String cursor = asking.search("messageId:search-cursor:1", ",\"limit\":1")
                .path("next")
                .asString();
        for (String other : List.of(
                Asking.body("messageId:search-cursor:2", ""),
                Asking.body("messageId:search-cursor:1", ",\"order\":\"desc\""),
                Asking.body("messageId:search-cursor:1", ",\"sort\":\"actor\""),
                Asking.body("messageId:search-cursor:1", ",\"from\":\"2020-01-01T00:00:00Z\""))) {
            String body = other.replace("}", ",\"limit\":1,\"cursor\":\"" + cursor + "\"}");

            assertThat(asking.refusedPost("/search", body, 400).path("field").asString())
                    .as(other)
                    .isEqualTo("cursor");
        }
        String altered = cursor.substring(0, cursor.length() - 2) + (cursor.endsWith("A") ? "BB" : "AA");
        asking.refusedPost("/search", Asking.body("messageId:search-cursor:1", ",\"cursor\":\"" + altered + "\""), 400);
        asking.refused("/messages/search-cursor:1/trail?cursor=" + cursor, 400);
    }

    @Test
    void takesNothingButJson() {
        HttpResponse<String> answer = asking.ledger.send(asking.ledger
                .request("compliance", "/api/v1/search")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("q=*"))
                .build());

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(asking.ledger.get("compliance", "/api/v1/search").statusCode())
                .isEqualTo(405);
    }
}
