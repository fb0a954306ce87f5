package org.messageledger.asking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.messageledger.wiring.RunningLedger;
import tools.jackson.databind.JsonNode;

/** How a message stands, as of now or then. */
@ExtendWith(SharedLedger.class)
class MessageTest {

    private final Asking asking;

    MessageTest(Asking asking) {
        this.asking = asking;
    }

    @Test
    void followsAMessageThroughItsLife() {
        long sent =
                asking.send("life:1", "\"patientIds\":[\"member:17\"],\"careSite\":\"north\",\"threadId\":\"life:t\",");
        long routed = asking.record("/messages/life:1/routes", """
                {"from":{"person":"clinician:8"},"to":{"pool":"cardiology"},"cause":"RULE","reason":"r"}""");
        long own = asking.record(
                "/messages/life:1/reads",
                "{\"actor\":" + Asking.MEMBER + ",\"kind\":\"OPENED\",\"purpose\":\"PATRQT\"}");
        long read = asking.record("/messages/life:1/reads", """
                {"actor":{"id":"clinician:9","kind":"CLINICIAN","pool":"cardiology"},"kind":"OPENED","purpose":"TREAT"}""");
        long resolved = asking.record("/messages/life:1/resolution", """
                {"actor":{"id":"clinician:9","kind":"CLINICIAN","pool":"cardiology"},"resolution":"ANSWERED"}""");
        long retracted =
                asking.record("/messages/life:1/retraction", "{\"actor\":" + Asking.MEMBER + ",\"reason\":\"error\"}");

        JsonNode atFirst = asking.ask("/messages/life:1?asOf=" + sent);
        assertThat(atFirst.path("at")).isEqualTo(RunningLedger.json("[{\"person\":\"clinician:8\"}]"));
        assertThat(atFirst.path("firstRead").isNull()).isTrue();
        assertThat(asking.ask("/messages/life:1?asOf=" + own).path("firstRead").isNull())
                .as("the sender's own reading counts for nothing")
                .isTrue();
        assertThat(asking.ask("/messages/life:1?asOf=" + routed).path("at"))
                .isEqualTo(RunningLedger.json("[{\"pool\":\"cardiology\"}]"));
        assertThat(asking.ask("/messages/life:1?asOf=" + read).path("resolved").isNull())
                .isTrue();

        JsonNode now = asking.ask("/messages/life:1");
        assertThat(now.path("known").asBoolean()).isTrue();
        assertThat(now.path("messageId").asString()).isEqualTo("life:1");
        assertThat(now.path("threadId").asString()).isEqualTo("life:t");
        assertThat(now.path("sender")).isEqualTo(RunningLedger.json(Asking.MEMBER));
        assertThat(now.path("recipients")).isEqualTo(RunningLedger.json("[{\"person\":\"clinician:8\"}]"));
        assertThat(now.path("patientIds")).isEqualTo(RunningLedger.json("[\"member:17\"]"));
        assertThat(now.path("category").asString()).isEqualTo("MEDICATION");
        assertThat(now.path("channel").asString()).isEqualTo("PORTAL");
        assertThat(now.path("careSite").asString()).isEqualTo("north");
        assertThat(now.path("urgent").asBoolean(true)).isFalse();
        assertThat(now.path("sent").path("leafIndex").asLong()).isEqualTo(sent);
        assertThat(now.path("firstRead").path("leafIndex").asLong()).isEqualTo(read);
        assertThat(now.path("firstRead").path("actor").path("id").asString()).isEqualTo("clinician:9");
        assertThat(now.path("resolved").path("leafIndex").asLong()).isEqualTo(resolved);
        assertThat(now.path("resolved").path("resolution").asString()).isEqualTo("ANSWERED");
        assertThat(now.path("retracted").path("leafIndex").asLong()).isEqualTo(retracted);
    }

    @Test
    void isNotKnownWhileThereAreOnlyAttempts() {
        long attempt = asking.read("attempted:1");

        JsonNode answer = asking.ask("/messages/attempted:1");
        assertThat(answer.path("known").asBoolean(true)).isFalse();
        assertThat(answer.path("sender").isNull()).isTrue();
        assertThat(answer.path("recipients")).isEmpty();
        assertThat(answer.path("firstRead").isNull()).as("it was refused").isTrue();
        assertThat(asking.refused("/messages/attempted:1?asOf=" + (attempt - 1), 404)
                        .path("type")
                        .asString())
                .isEqualTo("urn:message-ledger:problem:unknown-message");
    }

    @Test
    void isNotFoundWhenNobodyEverNamedIt() {
        JsonNode problem = asking.refused("/messages/never:2", 404);
        assertThat(problem.path("type").asString()).isEqualTo("urn:message-ledger:problem:unknown-message");
        assertThat(problem.path("messageId").asString()).isEqualTo("never:2");
    }
}
