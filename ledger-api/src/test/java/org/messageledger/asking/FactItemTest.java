package org.messageledger.asking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.messageledger.wiring.RunningLedger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An item of an answer says all that its command said, but for what is sealed. */
@ExtendWith(SharedLedger.class)
class FactItemTest {

    private static final String ACTOR = """
            {"id":"staff:1","kind":"STAFF","onBehalfOf":"clinician:8","pool":"cardiology","relation":"COVERING"}""";

    /** Sealed: no answer shows it. */
    private static final String SECRET = "secret";

    private final Asking asking;

    FactItemTest(Asking asking) {
        this.asking = asking;
    }

    private static String common(String occurredAt) {
        return """
                "mode":"REPORT","occurredAt":"%s","client":{"address":"10.1.2.3","userAgent":"Browser/1"},""".formatted(occurredAt);
    }

    private void item(String messageId, long leafIndex, String event, String expected) {
        List<JsonNode> items = asking.items("/messages/" + messageId + "/trail");
        ObjectNode item = (ObjectNode) items.get(items.size() - 1);
        assertThat(item.toString()).doesNotContain(SECRET);
        assertThat(item.remove("leafIndex").asLong()).isEqualTo(leafIndex);
        assertThat(item.remove("eventId").asString()).hasSize(36);
        assertThat(item.remove("recordedAt").asString()).endsWith("Z");
        assertThat(item.remove("event").asString()).isEqualTo(event);
        assertThat(item.remove("emitter").asString()).isEqualTo("emitter");
        assertThat(item.remove("mode").asString()).isEqualTo("REPORT");
        assertThat(RunningLedger.json(item.remove("client").toString()))
                .isEqualTo(RunningLedger.json("{\"address\":\"10.1.2.3\",\"userAgent\":\"Browser/1\"}"));
        assertThat((JsonNode) item).isEqualTo(RunningLedger.json(expected));
    }

    @Test
    void aSendSaysAllThatItsCommandSaid() {
        long leaf = asking.record(
                "/messages", "{" + common("2026-03-01T08:00:00.120Z") + """
                "messageId":"full:1","threadId":"full:thread","inReplyTo":"full:0","sender":%s,
                "recipients":[{"person":"clinician:9"},{"pool":"cardiology"}],"patientIds":["member:17","member:18"],
                "careSite":"north","category":"SYMPTOM_UPDATE","channel":"EMAIL","urgent":true,"confidentiality":"V",
                "subject":"secret","body":"secret",
                "attachments":[{"id":"a:1","name":"secret","mediaType":"image/png","sizeBytes":1000,"sha256":"%s",
                  "approvalReference":"ok:1"}],
                "email":{"from":"a@example.org","spf":"PASS","dkim":"FAIL","dmarc":"NONE"},
                "partner":{"organisation":"Lab","licenceNumber":"L-1","preferredReply":"EMAIL",
                  "replyBy":"2026-03-09T08:00:00.000Z"}}
                """.formatted(ACTOR, "ab".repeat(32)));

        item("full:1", leaf, "MessageSent", """
                {"occurredAt":"2026-03-01T08:00:00.120Z","messageId":"full:1","actor":%s,"kind":null,"purpose":null,
                 "outcome":null,"irregularities":["LATE","UNVERIFIED_POOL","UNVERIFIED_RELATION"],
                 "threadId":"full:thread","category":"SYMPTOM_UPDATE","channel":"EMAIL","urgent":true,
                 "confidentiality":"V","careSite":"north","inReplyTo":"full:0",
                 "recipients":[{"person":"clinician:9"},{"pool":"cardiology"}],"patientIds":["member:17","member:18"],
                 "guidanceGiven":true,"subject":{"sealed":true},"body":{"sealed":true},
                 "attachments":[{"id":"a:1","name":{"sealed":true},"mediaType":"image/png","sizeBytes":1000,
                   "approvalReference":"ok:1"}],
                 "email":{"from":"a@example.org","spf":"PASS","dkim":"FAIL","dmarc":"NONE"},
                 "partner":{"organisation":"Lab","licenceNumber":"L-1","preferredReply":"EMAIL",
                   "replyBy":"2026-03-09T08:00:00.000Z"}}
                """.formatted(ACTOR));
    }

    @Test
    void aReadSaysAllThatItsCommandSaid() {
        asking.send("full:2");
        String fields = """
                "patientId":"member:17","actor":%s,"kind":"ATTACHMENT_OPENED","purpose":"BTG","attachmentId":"a:1",
                "justification":"secret","authority":{"reference":"case:7","approvedBy":"staff:9"}
                """.formatted(ACTOR);
        String said = """
                "occurredAt":"2026-03-01T08:00:00.120Z","messageId":"%s","actor":%s,"kind":"ATTACHMENT_OPENED",
                "purpose":"BTG","patientId":"member:17","attachmentId":"a:1","justification":{"sealed":true},
                "authority":{"reference":"case:7","approvedBy":"staff:9"},
                """;

        long read = asking.record("/messages/full:2/reads", "{" + common("2026-03-01T08:00:00.120Z") + fields + "}");
        item("full:2", read, "MessageRead", "{" + said.formatted("full:2", ACTOR) + """
                "outcome":"ALLOWED","ground":"ON_BEHALF_OF",
                "irregularities":["LATE","UNVERIFIED_POOL","UNVERIFIED_RELATION"]}
                """);

        long refused = asking.record(
                "/messages/full:2/reads",
                "{" + common("2026-03-01T08:00:00.120Z") + fields
                        + ",\"refusedBy\":\"gateway\",\"refusalReason\":\"secret\"}");
        item("full:2", refused, "MessageReadRefused", "{" + said.formatted("full:2", ACTOR) + """
                "outcome":"REFUSED","refusedFor":[],"refusedBy":"gateway","refusalReason":{"sealed":true},
                "irregularities":["LATE","UNVERIFIED_POOL","UNVERIFIED_RELATION"]}
                """);
    }

    @Test
    void aListingIsOnTheTrailOfEachOfItsMessages() {
        asking.send("full:3", "\"mode\":\"REPORT\",");
        long leaf = asking.record(
                "/listings", "{" + common("2026-03-01T08:00:00.120Z") + """
                "messageIds":["full:3","full:unknown"],"actor":%s,"kind":"FOUND","purpose":"TREAT","query":"secret"}
                """.formatted(Asking.clinician("clinician:8")));
        String said = """
                {"occurredAt":"2026-03-01T08:00:00.120Z","messageId":null,"actor":%s,"kind":"FOUND","purpose":"TREAT",
                 "outcome":"ALLOWED","irregularities":%s,"messageIds":["full:3","full:unknown"],
                 "irregularitiesByMessage":{"full:unknown":["UNKNOWN_MESSAGE"]},"query":{"sealed":true}}
                """;

        item("full:3", leaf, "MessagesListed", said.formatted(Asking.clinician("clinician:8"), "[\"LATE\"]"));
        item(
                "full:unknown",
                leaf,
                "MessagesListed",
                said.formatted(Asking.clinician("clinician:8"), "[\"UNKNOWN_MESSAGE\",\"LATE\"]"));
    }

    @Test
    void whatHappensToAMessageSaysAllThatItsCommandSaid() {
        asking.send("full:4");
        String said = """
                {"occurredAt":"2026-03-01T08:00:00.120Z","messageId":"full:4","actor":%s,"kind":null,"purpose":null,
                 "outcome":null,"irregularities":["LATE"],
                """.formatted(Asking.MEMBER);
        String common = common("2026-03-01T08:00:00.120Z");

        long route = asking.record("/messages/full:4/routes", "{" + common + """
                "from":{"person":"clinician:8"},"to":{"pool":"cardiology"},"cause":"PERSON","causeId":"rule:1",
                "routedBy":%s,"reason":"secret"}
                """.formatted(Asking.MEMBER));
        item("full:4", route, "MessageRouted", said + """
                "from":{"person":"clinician:8"},"to":{"pool":"cardiology"},"cause":"PERSON","causeId":"rule:1",
                "reason":{"sealed":true}}
                """);
        long disclosure = asking.record("/disclosures", "{" + common + """
                "messageId":"full:4","patientIds":["member:17"],"recipient":{"name":"secret","address":"secret"},
                "description":"secret","purposeStatement":"secret","requestReference":"court:7","disclosedBy":%s,
                "legalBasis":"JUDICIAL"}
                """.formatted(Asking.MEMBER));
        item("full:4", disclosure, "MessageDisclosed", said + """
                "patientIds":["member:17"],"recipient":{"name":{"sealed":true},"address":{"sealed":true}},
                "description":{"sealed":true},"purposeStatement":{"sealed":true},"requestReference":"court:7",
                "legalBasis":"JUDICIAL"}
                """);
        long resolution = asking.record(
                "/messages/full:4/resolution",
                "{" + common + "\"actor\":" + Asking.MEMBER + ",\"resolution\":\"CALLED\"}");
        item("full:4", resolution, "MessageResolved", said + "\"resolution\":\"CALLED\"}");
        long suspicion = asking.record(
                "/messages/full:4/suspicions", "{" + common + "\"actor\":" + Asking.MEMBER + ",\"reason\":\"secret\"}");
        item("full:4", suspicion, "SuspicionReported", said + "\"reason\":{\"sealed\":true}}");
        long retraction = asking.record(
                "/messages/full:4/retraction", "{" + common + "\"actor\":" + Asking.MEMBER + ",\"reason\":\"secret\"}");
        item("full:4", retraction, "MessageRetracted", said + "\"reason\":{\"sealed\":true}}");
    }
}
