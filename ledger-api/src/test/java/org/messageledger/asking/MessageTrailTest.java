package org.messageledger.asking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.messageledger.wiring.RunningLedger;
import tools.jackson.databind.JsonNode;

/** A message's trail is complete, oldest first, and can be filtered. */
@ExtendWith(SharedLedger.class)
class MessageTrailTest {

    private final Asking asking;

    MessageTrailTest(Asking asking) {
        this.asking = asking;
    }

    @Test
    void holdsAllThatEverHappenedOldestFirst() {
        List<Long> leaves = Stream.of(
                        asking.read("all:1"),
                        asking.send("all:1"),
                        asking.send("all:1", "\"mode\":\"REPORT\",\"threadId\":\"all:other\","),
                        asking.read("all:1"),
                        asking.read("all:1", "clinician:99", ""),
                        asking.record(
                                "/listings",
                                "{\"messageIds\":[\"all:0\",\"all:1\"],\"actor\":" + Asking.MEMBER
                                        + ",\"kind\":\"LISTED\",\"purpose\":\"TREAT\"}"),
                        asking.record(
                                "/messages/all:1/routes",
                                "{\"to\":{\"pool\":\"p\"},\"cause\":\"RULE\",\"reason\":\"r\"}"))
                .toList();

        List<JsonNode> items = asking.items("/messages/all:1/trail");

        assertThat(items.stream().map(item -> item.path("leafIndex").asLong())).isEqualTo(leaves);
        assertThat(items.stream().map(item -> item.path("event").asString() + " " + item.path("irregularities")))
                .containsExactly(
                        "MessageReadRefused [\"UNKNOWN_MESSAGE\"]",
                        "MessageSent []",
                        "MessageSent [\"DUPLICATE_ID\"]",
                        "MessageRead []",
                        "MessageReadRefused [\"NOT_A_PARTICIPANT\"]",
                        "MessagesListed []",
                        "MessageRouted []");
        assertThat(asking.leaves("/messages/all:1/trail?event=MessageRead&event=MessageReadRefused"))
                .containsExactly(leaves.get(0), leaves.get(3), leaves.get(4));
        assertThat(asking.leaves("/messages/all:1/trail?kind=LISTED&kind=PRINTED"))
                .containsExactly(leaves.get(5));
        assertThat(asking.leaves("/messages/all:1/trail?actor=clinician:99&actor=clinician:7"))
                .containsExactly(leaves.get(4));
        assertThat(asking.leaves("/messages/all:1/trail?outcome=REFUSED"))
                .containsExactly(leaves.get(0), leaves.get(4));
        assertThat(asking.leaves("/messages/all:1/trail?outcome=REFUSED&actor=clinician:99"))
                .containsExactly(leaves.get(4));
        assertThat(asking.leaves("/messages/all:1/trail?irregularity=DUPLICATE_ID&irregularity=LATE"))
                .containsExactly(leaves.get(2));
    }

    @Test
    void isEmptyForAMessageThatNobodyEverNamed() {
        JsonNode answer = asking.ask("/messages/never:1/trail");
        assertThat(answer.path("items")).isEmpty();
        assertThat(answer.path("next").isNull()).isTrue();
    }

    @Test
    void hasWhatWasRecordedBeforeTheQuestionCame() {
        for (int i = 0; i < 100; i++) {
            long leaf = asking.send("just:" + i);
            JsonNode trail =
                    RunningLedger.json(asking.ledger.get("compliance", "/api/v1/messages/just:" + i + "/trail"));
            assertThat(Asking.leaves(trail)).containsExactly(leaf);
        }
    }
}
