package org.messageledger.asking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A thread's trail is that of all its messages, each act once. */
@ExtendWith(SharedLedger.class)
class ThreadTrailTest {

    private final Asking asking;

    ThreadTrailTest(Asking asking) {
        this.asking = asking;
    }

    @Test
    void isThatOfAllItsMessages() {
        long early = asking.read("thread:b");
        long first = asking.send("thread:a");
        long reply = asking.send("thread:b", "\"inReplyTo\":\"thread:a\",");
        long other = asking.send("thread:c", "\"threadId\":\"thread:other\",");
        long read = asking.read("thread:b");
        long listing = asking.record(
                "/listings",
                "{\"messageIds\":[\"thread:a\",\"thread:b\",\"thread:c\"],\"actor\":" + Asking.MEMBER
                        + ",\"kind\":\"LISTED\",\"purpose\":\"TREAT\"}");

        assertThat(asking.leaves("/threads/thread:a/trail")).containsExactly(early, first, reply, read, listing);
        assertThat(asking.leaves("/threads/thread:a/trail?order=desc&limit=2")).containsExactly(listing, read);
        assertThat(asking.leaves("/threads/thread:other/trail")).containsExactly(other, listing);
        assertThat(asking.leaves("/threads/thread:a/trail?event=MessageSent")).containsExactly(first, reply);
        assertThat(asking.leaves("/threads/thread:a/trail?asOf=" + first))
                .as("that the early read belongs to it was not known then")
                .containsExactly(first);
    }

    @Test
    void holdsASecondSendThatClaimsIt() {
        long sent = asking.send("claim:1", "\"threadId\":\"claim:a\",");
        long again = asking.send("claim:1", "\"mode\":\"REPORT\",\"threadId\":\"claim:b\",");
        long read = asking.read("claim:1");

        assertThat(asking.leaves("/threads/claim:a/trail")).containsExactly(sent, again, read);
        assertThat(asking.leaves("/threads/claim:b/trail")).containsExactly(again);
    }

    @Test
    void isEmptyForAThreadNobodyEverNamed() {
        assertThat(asking.leaves("/threads/never:t/trail")).isEmpty();
    }
}
