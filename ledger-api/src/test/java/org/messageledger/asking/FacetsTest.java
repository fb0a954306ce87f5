package org.messageledger.asking;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.messageledger.wiring.RunningLedger;
import tools.jackson.databind.JsonNode;

/** How many facts hold a query, and which values they have. */
@ExtendWith(SharedLedger.class)
class FacetsTest {

    private final Asking asking;

    FacetsTest(Asking asking) {
        this.asking = asking;
    }

    private JsonNode counts(String q, String fields) {
        HttpResponse<String> answer =
                asking.post("/search/facets", Asking.body(q, ",\"atLeast\":" + (asking.ledger.logSize() - 1) + fields));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        return RunningLedger.json(answer);
    }

    @Test
    void countsFactsAndTheirValues() {
        asking.send("facets:1", "\"mode\":\"REPORT\",\"occurredAt\":\"2026-03-01T08:00:00Z\",");
        asking.read("facets:1", "clinician:8", "\"mode\":\"REPORT\",\"occurredAt\":\"2026-03-01T23:59:59.999Z\",");
        asking.read("facets:1", "clinician:8", "\"mode\":\"REPORT\",\"occurredAt\":\"2026-03-02T00:00:00Z\",");
        long stranger = asking.read(
                "facets:1", "facets-stranger:1", "\"mode\":\"REPORT\",\"occurredAt\":\"2026-03-02T00:00:00Z\",");

        JsonNode all = counts(
                "messageId:facets:1",
                ",\"facets\":[\"kind\",\"outcome\",\"purpose\",\"irregularity\",\"actor\",\"pool\",\"day\"]");

        assertThat(all.path("total").asLong()).isEqualTo(4);
        assertThat(all.at("/asOf/leafIndex").asLong()).isGreaterThanOrEqualTo(stranger);
        assertThat(all.path("facets").valueStream().map(facet -> facet.path("field")
                        .asString()))
                .containsExactly("kind", "outcome", "purpose", "irregularity", "actor", "pool", "time");
        assertThat(all.path("facets").get(0).toString())
                .isEqualTo("{\"field\":\"kind\",\"values\":[{\"value\":\"OPENED\",\"count\":3}],\"otherValues\":0,"
                        + "\"others\":0,\"without\":1}");
        assertThat(all.path("facets").get(4).path("values").toString())
                .isEqualTo("[{\"value\":\"clinician:8\",\"count\":2},{\"value\":\"facets-stranger:1\",\"count\":1},"
                        + "{\"value\":\"member:17\",\"count\":1}]");
        assertThat(all.path("facets").get(6).path("values").toString())
                .isEqualTo("[{\"value\":\"2026-03-01\",\"count\":2},{\"value\":\"2026-03-02\",\"count\":2}]");

        JsonNode then = counts(
                "messageId:facets:1",
                ",\"asOf\":" + (stranger - 1)
                        + ",\"limit\":1,\"facets\":[\"actor\"],\"to\":\"2026-03-02T00:00:00.001Z\"");
        assertThat(then.path("total").asLong()).isEqualTo(3);
        assertThat(then.path("facets").get(0).path("otherValues").asLong()).isEqualTo(1);
        assertThat(then.path("facets").get(0).path("others").asLong()).isEqualTo(1);
    }

    @Test
    void countsNothingForWhatNobodyKnows() {
        JsonNode none = counts("messageId:none:1", "");

        assertThat(none.path("total").asLong()).isZero();
        assertThat(none.path("facets")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"q\":\"*\",\"facets\":\"kind\"} | facets | array of strings",
                "{\"q\":\"*\",\"facets\":[1]} | facets | array of strings",
                "{\"q\":\"*\",\"facets\":[\"\"]} | facets | value",
                "{\"q\":\"*\",\"facets\":[\"acter\"]} | facets | Give fields",
                "{\"q\":\"*\",\"facets\":[\"leafIndex\"]} | facets | Give fields",
                "{\"q\":\"*\",\"facets\":[\"eventId\"]} | facets | Give fields",
                "{\"q\":\"*\",\"limit\":0} | limit | from 1 to 1000",
                "{\"q\":\"*\",\"limit\":1001} | limit | from 1 to 1000",
                "{\"q\":\"*\",\"cursor\":\"x\"} | cursor | not known",
                "{\"q\":\"*\",\"format\":\"csv\"} | format | not known",
                "{\"q\":\"*\",\"from\":\"2026-03-02T00:00:00Z\",\"to\":\"2026-03-01T00:00:00Z\"} | from | not after",
                "{\"facets\":[\"kind\"]} | q | Give a query",
            })
    void refusesWhatItDoesNotUnderstand(String body, String field, String advice) {
        JsonNode problem = asking.refusedPost("/search/facets", body, 400);

        assertThat(problem.path("field").asString()).isEqualTo(field);
        assertThat(problem.path("detail").asString()).contains(advice);
    }

    @Test
    void countsAtMostTenFields() {
        String eleven = "[\"kind\",\"actor\",\"pool\",\"day\",\"purpose\",\"outcome\",\"event\",\"mode\",\"ground\","
                + "\"relation\",\"channel\"]";

        assertThat(asking.refusedPost("/search/facets", Asking.body("*", ",\"facets\":" + eleven), 400)
                        .path("detail")
                        .asString())
                .isEqualTo("Give at most 10 values.");
    }
}
