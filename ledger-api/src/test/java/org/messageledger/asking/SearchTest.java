package org.messageledger.asking;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the search language finds, by HTTP. */
@ExtendWith(SharedLedger.class)
class SearchTest {

    private final Asking asking;

    SearchTest(Asking asking) {
        this.asking = asking;
    }

    private List<Long> leaves(String q) {
        return Asking.leaves(asking.search(q, ""));
    }

    @Test
    void findsWhatHoldsAQuery() {
        long sent = asking.send("search:1", "\"patientIds\":[\"search-child:1\"],");
        long read = asking.read("search:1");
        long refused = asking.read("search:1", "search-stranger:1", "");

        assertThat(leaves("messageId:search:1")).containsExactly(sent, read, refused);
        assertThat(leaves("messageId:search:1 AND kind:OPENED")).containsExactly(read, refused);
        assertThat(leaves("messageId:search:1 outcome:REFUSED")).containsExactly(refused);
        assertThat(leaves("messageId:search:1 AND NOT outcome:REFUSED")).containsExactly(sent, read);
        assertThat(leaves("messageId:search:1 AND (event:MessageSent OR actor:search-str*)"))
                .containsExactly(sent, refused);
        assertThat(leaves("patient:search-child:1")).containsExactly(sent, read, refused);
        assertThat(leaves("messageId:search:1 leafIndex:>=" + read)).containsExactly(read, refused);
        assertThat(leaves("messageId:search:1 leafIndex:[" + sent + " TO " + refused + "}"))
                .containsExactly(sent, read);
        assertThat(leaves("messageId:search:1 kind:*")).containsExactly(read, refused);
    }

    @Test
    void answersAsOfThen() {
        long sent = asking.send("search:2");
        long read = asking.read("search:2");

        JsonNode then = asking.search("messageId:search:2", ",\"asOf\":" + sent);

        assertThat(Asking.leaves(then)).containsExactly(sent);
        assertThat(then.at("/asOf/leafIndex").asLong()).isEqualTo(sent);
        assertThat(then.at("/asOf/final").asBoolean()).isTrue();
        assertThat(Asking.leaves(asking.search("messageId:search:2", ",\"asOf\":\"" + read + "\"")))
                .containsExactly(sent, read);
    }

    @Test
    void limitsToASpan() {
        long sent = asking.send("search:3", "\"occurredAt\":\"2026-03-01T08:00:00Z\",\"mode\":\"REPORT\",");

        assertThat(Asking.leaves(asking.search("messageId:search:3", ",\"from\":\"2026-03-01T08:00:00Z\"")))
                .containsExactly(sent);
        assertThat(Asking.leaves(asking.search("messageId:search:3", ",\"to\":\"2026-03-01T08:00:00Z\"")))
                .isEmpty();
        assertThat(Asking.leaves(asking.search(
                        "messageId:search:3", ",\"to\":\"2026-03-01T08:00:00.001Z\",\"time\":\"recorded\"")))
                .isEmpty();
        assertThat(leaves("messageId:search:3 time:2026-03-01")).containsExactly(sent);
        assertThat(leaves("messageId:search:3 time:[2026-03-01 TO 2026-03-02}")).containsExactly(sent);
        assertThat(leaves("messageId:search:3 recordedAt:2026-03-01")).isEmpty();
    }

    @Test
    void comesInPagesInAnyOrder() {
        asking.send("search:4");
        List<Long> all = new ArrayList<>(List.of());
        for (int i = 0; i < 7; i++) {
            all.add(asking.read("search:4", "clinician:8", "\"client\":{\"address\":\"10.0.0." + (9 - i) + "\"},"));
        }
        List<Long> walked = new ArrayList<>();
        String fields = ",\"limit\":3,\"order\":\"desc\",\"sort\":\"clientAddress\"";
        JsonNode page = asking.search("messageId:search:4 kind:OPENED", fields);
        walked.addAll(Asking.leaves(page));
        assertThat(walked).hasSize(3);
        asking.read("search:4"); // comes too late for this walk
        while (!page.path("next").isNull()) {
            page = asking.search(
                    "messageId:search:4 kind:OPENED",
                    fields + ",\"cursor\":\"" + page.path("next").asString() + "\"");
            walked.addAll(Asking.leaves(page));
        }
        assertThat(walked).isEqualTo(all);
    }

    @Test
    void isTheSameAsCsvAndNdjson() {
        asking.send("search:5");
        long read = asking.read("search:5");
        JsonNode page = asking.search("messageId:search:5 kind:OPENED", "");

        HttpResponse<String> ndjson =
                asking.post("/search", Asking.body("messageId:search:5 kind:OPENED", ",\"format\":\"ndjson\""));
        HttpResponse<String> csv =
                asking.post("/search", Asking.body("messageId:search:5 kind:OPENED", ""), "Accept", "text/csv");

        assertThat(ndjson.body().strip()).isEqualTo(page.path("items").get(0).toString());
        assertThat(ndjson.headers().firstValue("Ledger-As-Of")).isPresent();
        assertThat(csv.body().lines()).hasSize(2).last().asString().startsWith(read + ",");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "actor:\"' or '1'='1\"",
                "actor:\"'; drop table facts; --\"",
                "actor:\"') or 1=1 --\"",
                "actor:\"\\\\'; delete from postings --\"",
                "messageId:\"search' union select\"*",
                "userAgent:%",
                "userAgent:_*",
                "careSite:\"${jndi:ldap://x/y}\"",
                "actor:nobody-ever:1",
                "messageId:nothing:1",
                "patient:nobody:1",
                "eventId:0195a2f1-7b7e-7c55-9e5e-5a0f6f0a3c11",
                "eventId:none",
            })
    void findsNothingForWhatNobodyIsCalledAndHarmsNothing(String q) {
        long sent = asking.send("search-harm:" + Integer.toHexString(q.hashCode()));

        assertThat(leaves(q)).isEmpty();

        assertThat(leaves("leafIndex:" + sent)).containsExactly(sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"compliance", "auditor", "emitter", "privacy", "admin"})
    void answersThoseWhoMayAsk(String user) {
        HttpResponse<String> answer = asking.ledger.send(asking.ledger
                .request(user, "/api/v1/search")
                .header("Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"q\":\"messageId:none:1\"}"))
                .build());

        assertThat(answer.statusCode())
                .isEqualTo(List.of("compliance", "auditor").contains(user) ? 200 : 403);
    }
}
