package org.messageledger.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.messageledger.message.MessageSamples.ID;
import static org.messageledger.message.MessageSamples.after;
import static org.messageledger.message.MessageSamples.person;
import static org.messageledger.message.MessageSamples.resolved;
import static org.messageledger.message.MessageSamples.retracted;
import static org.messageledger.message.MessageSamples.routed;
import static org.messageledger.message.MessageSamples.sent;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.messageledger.party.Confidential;
import org.messageledger.party.Irregularity;
import org.messageledger.party.Mode;
import org.messageledger.party.Party;
import org.messageledger.party.PersonId;
import org.messageledger.party.PoolId;

class MessageStateTest {

    private static final Party CARDIOLOGY = Party.pool("cardiology");
    private static final Party DOCTOR = Party.person("dr:1");

    @Test
    void isUnknownUntilItIsSent() {
        assertThat(MessageState.UNKNOWN.known()).isFalse();
        assertThat(after(routed(null, "billing"), resolved(), suspicion()).known())
                .isFalse();
        assertThat(after(sent()).known()).isTrue();
    }

    @Test
    void isAtItsRecipientsFirst() {
        MessageState state = after(sent());
        assertThat(state.at()).containsExactly(CARDIOLOGY, DOCTOR);
        assertThat(state.recipients()).containsExactly(new PersonId("dr:1"));
        assertThat(state.patients()).containsExactly(new PersonId("member:2"));
        assertThat(state.sender()).isEqualTo(new PersonId("member:1"));
        assertThat(state.threadId()).isEqualTo(ID.value());
    }

    @Test
    void movesFromOnePartyToAnother() {
        MessageState state = after(sent(), routed("cardiology", "billing"));
        assertThat(state.at()).containsExactly(DOCTOR, Party.pool("billing"));
        assertThat(state.formerPools()).containsExactly(new PoolId("cardiology"));
    }

    @Test
    void isAtOneMorePartyAfterARouteWithoutFrom() {
        MessageState state = after(sent(), routed(null, "billing"));
        assertThat(state.at()).containsExactly(CARDIOLOGY, DOCTOR, Party.pool("billing"));
        assertThat(state.formerPools()).isEmpty();
    }

    @Test
    void forgetsThatItLeftAPoolWhenItComesBack() {
        MessageState state = after(sent(), routed("cardiology", "billing"), routed("billing", "cardiology"));
        assertThat(state.at()).containsExactly(DOCTOR, CARDIOLOGY);
        assertThat(state.formerPools()).containsExactly(new PoolId("billing"));
    }

    @Test
    void staysWhereItIsWhenRoutedToItself() {
        MessageState state = after(sent(), routed("cardiology", "cardiology"));
        assertThat(state.at()).containsExactlyInAnyOrder(CARDIOLOGY, DOCTOR);
        assertThat(state.formerPools()).isEmpty();
    }

    @Test
    void hasNotLeftAPoolItWasNeverAt() {
        assertThat(after(sent(), routed("surgery", "billing")).formerPools()).isEmpty();
    }

    @Test
    void keepsRecipientsAsParticipantsWhenItMovesOn() {
        MessageState state = after(sent(), routed(DOCTOR, Party.pool("billing")));
        assertThat(state.at()).doesNotContain(DOCTOR);
        assertThat(Participation.of(person("dr:1"), state)).isEqualTo(Participation.RECIPIENT);
    }

    @Test
    void appliesRoutesThatWereReportedBeforeTheSend() {
        MessageState state = after(routed("cardiology", "billing"), sent());
        assertThat(state.at()).containsExactlyInAnyOrder(DOCTOR, Party.pool("billing"));
        assertThat(state.formerPools()).containsExactly(new PoolId("cardiology"));
    }

    @Test
    void neverChangesByASecondSend() {
        MessageState state = after(sent(), routed("cardiology", "billing"));
        MessageEvent second = MessageSent.of(
                SendSample.send(s -> {
                    s.sender = person("mallory");
                    s.recipients = List.of(Party.person("mallory"));
                }),
                "other-thread",
                List.of(Irregularity.DUPLICATE_ID));
        assertThat(state.evolve(second)).isEqualTo(state);
    }

    static Stream<MessageEvent> eventsThatLeaveTheStateAlone() {
        return Stream.of(
                suspicion(),
                MessageDisclosed.of(
                        CommandFormTest.disclosure(List.of(new PersonId("p")), "x", "why", null), List.of()));
    }

    @ParameterizedTest
    @MethodSource("eventsThatLeaveTheStateAlone")
    void isLeftAloneBy(MessageEvent event) {
        assertThat(after(sent()).evolve(event)).isEqualTo(after(sent()));
    }

    @Test
    void remembersThatItIsResolvedAndRetracted() {
        assertThat(after(sent(), resolved()).resolved()).isTrue();
        assertThat(after(sent(), resolved()).retracted()).isFalse();
        assertThat(after(sent(), retracted()).retracted()).isTrue();
        assertThat(after(retracted(), sent()).retracted()).isTrue();
    }

    @Test
    void coversTheWholeFamilyOfEvents() {
        assertThat(MessageEvent.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(
                        MessageSent.class,
                        MessageRouted.class,
                        MessageDisclosed.class,
                        MessageResolved.class,
                        MessageRetracted.class,
                        SuspicionReported.class);
    }

    @Test
    void staysBoundedThroughThousandsOfRoutes() {
        MessageState state = after(sent());
        for (int i = 0; i < 5_000; i++) {
            state = state.evolve(routed(null, "pool-" + i));
        }
        assertThat(state.at()).hasSize(MessageState.AT_MAX).contains(Party.pool("pool-4999"));
        for (int i = 0; i < 5_000; i++) {
            state = state.evolve(routed("pool-" + (4_999 + i), "pool-" + (5_000 + i)));
        }
        assertThat(state.at()).hasSize(MessageState.AT_MAX).contains(Party.pool("pool-9999"));
        assertThat(state.formerPools())
                .hasSize(MessageState.FORMER_POOLS_MAX)
                .contains(new PoolId("pool-9998"))
                .doesNotContain(new PoolId("pool-4999"));
    }

    static MessageEvent suspicion() {
        return new SuspicionReported(ID, Mode.ASK, null, null, List.of(), person("dr:1"), new Confidential.Kept("odd"));
    }
}
