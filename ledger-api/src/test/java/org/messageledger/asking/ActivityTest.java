package org.messageledger.asking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person did, had done in its name, sent or got. */
@ExtendWith(SharedLedger.class)
class ActivityTest {

    private static int count;

    private final Asking asking;
    private String person;
    private long sent;
    private long got;
    private long read;
    private long inItsName;

    ActivityTest(Asking asking) {
        this.asking = asking;
    }

    @BeforeEach
    void touch() {
        person = "toucher:" + count++;
        String actor = "\"actor\":{\"id\":\"" + person + "\",\"kind\":\"STAFF\"}";
        sent = asking.record("/messages", send(person + ".a", person, "clinician:8"));
        got = asking.record("/messages", send(person + ".b", "member:17", person));
        read = asking.record(
                "/messages/" + person + ".b/reads", "{" + actor + ",\"kind\":\"OPENED\",\"purpose\":\"TREAT\"}");
        inItsName = asking.record(
                "/messages/" + person + ".b/reads",
                "{\"actor\":{\"id\":\"nurse:1\",\"kind\":\"STAFF\",\"onBehalfOf\":\"" + person
                        + "\"},\"kind\":\"OPENED\",\"purpose\":\"TREAT\"}");
    }

    private static String send(String messageId, String from, String to) {
        return "{\"messageId\":\"" + messageId + "\",\"sender\":{\"id\":\"" + from + "\",\"kind\":\"STAFF\"},"
                + "\"recipients\":[{\"person\":\"" + to + "\"}],\"category\":\"MEDICATION\",\"channel\":\"PORTAL\","
                + "\"confidentiality\":\"N\",\"subject\":\"s\",\"body\":\"b\"}";
    }

    private List<Long> as(String query) {
        return asking.leaves("/people/" + person + "/activity" + query);
    }

    @Test
    void isWhatAPersonDidOrHadDoneUnlessMoreIsAskedFor() {
        assertThat(as("")).containsExactly(sent, read, inItsName);
        assertThat(as("?as=actor,onBehalfOf")).containsExactly(sent, read, inItsName);
        assertThat(as("?as=actor")).containsExactly(sent, read);
        assertThat(as("?as=onBehalfOf")).containsExactly(inItsName);
        assertThat(as("?as=sender")).containsExactly(sent);
        assertThat(as("?as=recipient")).containsExactly(got);
        assertThat(as("?as=sender,recipient")).containsExactly(sent, got);
        assertThat(as("?as=recipient,sender,onBehalfOf,actor")).containsExactly(sent, got, read, inItsName);
        assertThat(as("?as=actor,sender&order=desc")).containsExactly(read, sent);
    }

    @Test
    void canBeFiltered() {
        assertThat(as("?event=MessageRead")).containsExactly(read, inItsName);
        assertThat(as("?actor=nurse:1")).containsExactly(inItsName);
        assertThat(as("?irregularity=UNVERIFIED_RELATION")).containsExactly(inItsName);
        assertThat(as("?outcome=REFUSED")).isEmpty();
        assertThat(as("?event=MessageSent&as=recipient")).containsExactly(got);
    }

    @Test
    void isEmptyForAPersonNobodyKnows() {
        assertThat(asking.leaves("/people/nobody:1/activity")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"as=reader", "as=actor,", "as=,", "as=Actor", "as=actor,reader", "as=actor&as=sender"})
    void refusesPartsThatThereAreNot(String query) {
        assertThat(asking.refused("/people/p/activity?" + query, 400)
                        .path("field")
                        .asString())
                .isEqualTo("as");
    }
}
