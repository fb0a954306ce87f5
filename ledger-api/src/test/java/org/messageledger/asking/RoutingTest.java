package org.messageledger.asking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Where a message went and why, how long that took, and how many fared so. */
@ExtendWith(SharedLedger.class)
class RoutingTest {

    private final Asking asking;

    RoutingTest(Asking asking) {
        this.asking = asking;
    }

    private long route(String messageId, String from, String to) {
        return asking.record(
                "/messages/" + messageId + "/routes",
                "{\"mode\":\"REPORT\",\"from\":" + from + ",\"to\":" + to
                        + ",\"cause\":\"RULE\",\"causeId\":\"rule:words\",\"reason\":\"hers\"}");
    }

    private long send(String messageId, String occurredAt) {
        return asking.send(
                messageId, "\"mode\":\"REPORT\",\"careSite\":\"routing-site\",\"occurredAt\":\"" + occurredAt + "\",");
    }

    private long read(String messageId, String occurredAt) {
        return asking.read(messageId, "clinician:8", "\"mode\":\"REPORT\",\"occurredAt\":\"" + occurredAt + "\",");
    }

    private long reply(String messageId, String inReplyTo) {
        return asking.record("/messages", """
                {"mode":"REPORT","occurredAt":"2026-01-05T12:00:00Z","messageId":"%s","inReplyTo":"%s","sender":%s,\
                "recipients":[{"person":"member:17"}],"category":"MEDICATION","channel":"PORTAL","confidentiality":"N",\
                "subject":"knee","body":"rest"}""".formatted(messageId, inReplyTo, Asking.clinician("clinician:8")));
    }

    @Test
    void isToldWithCausesLoopsAndTimes() {
        long sent = send("routing:1", "2026-01-05T08:00:00Z");
        String person = "{\"person\":\"clinician:8\"}";
        String pool = "{\"pool\":\"routing-pool\"}";
        long there = route("routing:1", person, pool);
        long back = route("routing:1", pool, person);
        long read = read("routing:1", "2026-01-05T09:00:00Z");
        long reply = reply("routing:2", "routing:1");

        JsonNode story = asking.ask("/messages/routing:1/routing");

        assertThat(story.path("known").asBoolean()).isTrue();
        assertThat(story.path("pool").asString()).isEqualTo("routing-pool");
        assertThat(story.path("hops").valueStream().map(hop -> hop.path("leafIndex")
                        .asLong()))
                .containsExactly(there, back);
        assertThat(story.at("/hops/0/cause").asString()).isEqualTo("RULE");
        assertThat(story.at("/hops/0/from/person").asString()).isEqualTo("clinician:8");
        assertThat(story.at("/hops/1/cameBack").asBoolean()).isTrue();
        assertThat(story.path("misrouted").asBoolean()).isTrue();
        assertThat(story.path("loops").asInt()).isEqualTo(1);
        assertThat(story.at("/sent/leafIndex").asLong()).isEqualTo(sent);
        assertThat(story.at("/firstRead/leafIndex").asLong()).isEqualTo(read);
        assertThat(story.at("/firstRead/afterMillis").asLong()).isEqualTo(3_600_000);
        assertThat(story.at("/firstAnswer/leafIndex").asLong()).isEqualTo(reply);
        assertThat(story.at("/firstAnswer/messageId").asString()).isEqualTo("routing:2");
        assertThat(story.at("/firstAnswer/afterMillis").asLong()).isEqualTo(4 * 3_600_000);
        assertThat(story.path("resolved").isNull()).isTrue();

        JsonNode then = asking.ask("/messages/routing:1/routing?time=recorded&asOf=" + there);
        assertThat(then.path("hops").size()).isEqualTo(1);
        assertThat(then.path("firstRead").isNull()).isTrue();
        assertThat(then.path("time").asString()).isEqualTo("recorded");
        asking.refused("/messages/routing:1/routing?asOf=" + (sent - 1), 404);
    }

    @Test
    void isCountedOverASpanByCategoryPoolAndWeek() {
        send("routing:3", "2025-06-02T08:00:00Z");
        read("routing:3", "2025-06-02T08:00:01Z");
        send("routing:4", "2025-06-09T08:00:00Z");
        long read = read("routing:4", "2025-06-09T07:59:50Z");

        String span = "/routing/times?careSite=routing-site&from=2025-06-02T00:00:00Z&to=2025-06-16T00:00:00Z";
        JsonNode times = asking.ask(span);

        assertThat(times.at("/all/messages").asInt()).isEqualTo(2);
        assertThat(times.at("/all/read").asInt()).isEqualTo(2);
        assertThat(times.at("/all/open").asInt()).isEqualTo(2);
        assertThat(times.at("/all/firstRead/negative").asInt()).isEqualTo(1);
        assertThat(times.at("/all/firstRead/p50Millis").asInt()).isEqualTo(-10_000);
        assertThat(times.at("/all/firstRead/maxMillis").asInt()).isEqualTo(1_000);
        assertThat(times.at("/all/resolution/p50Millis").isMissingNode()).isTrue();
        assertThat(times.path("byWeek").valueStream().map(week -> week.path("name")
                        .asString()))
                .containsExactly("2025-W23", "2025-W24");
        assertThat(times.at("/byCategory/0/name").asString()).isEqualTo("MEDICATION");
        assertThat(times.at("/byPool/0/name").isNull()).isTrue();
        assertThat(times.at("/byPool/0/messages").asInt()).isEqualTo(2);

        assertThat(asking.ask(span + "&asOf=" + (read - 1)).at("/all/read").asInt())
                .isEqualTo(1);
        assertThat(asking.ask(span + "&category=BILLING").at("/all/messages").asInt())
                .isZero();
        assertThat(asking.ask(span + "&pool=elsewhere").at("/all/messages").asInt())
                .isZero();
        assertThat(asking.ask("/routing/times?from=2025-06-02T00:00:00Z&to=2025-06-16T00:00:00Z")
                        .at("/all/messages")
                        .asInt())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z | from | not after",
                "from=yesterday | from | UTC",
                "time=seen | time | occurred, recorded",
                "category=MEDICINE | category | MEDICATION",
                "category=BILLING&category=COVERAGE | category | once",
                "pool=a%20b | pool | value",
                "careSite=%00 | careSite | value",
                "asOf=999999999 | asOf | leaves",
                "format=csv | format | json",
                "limit=5 | limit | known are",
                "cursor=x | cursor | known are",
            })
    void refusesWhatItDoesNotUnderstand(String query, String parameter, String advice) {
        JsonNode problem = asking.refused("/routing/times?" + query, 400);

        assertThat(problem.path("field").asString()).isEqualTo(parameter);
        assertThat(problem.path("detail").asString()).contains(advice);
    }

    @Test
    void ofAMessageRefusesWhatItDoesNotUnderstand() {
        for (String query : new String[] {"from=2026-03-01T00:00:00Z", "time=seen", "limit=1", "format=csv"}) {
            asking.refused("/messages/routing:1/routing?" + query, 400);
        }
        assertThat(asking.refused("/messages/routing:nobody-named/routing", 404)
                        .path("type")
                        .asString())
                .endsWith("unknown-message");
    }
}
