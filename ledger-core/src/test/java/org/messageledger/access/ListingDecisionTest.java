package org.messageledger.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.messageledger.message.MessageSamples.NOW;
import static org.messageledger.message.MessageSamples.RULES;
import static org.messageledger.message.MessageSamples.STRICT;
import static org.messageledger.message.MessageSamples.after;
import static org.messageledger.message.MessageSamples.inPool;
import static org.messageledger.message.MessageSamples.person;
import static org.messageledger.message.MessageSamples.retracted;
import static org.messageledger.message.MessageSamples.routed;
import static org.messageledger.message.MessageSamples.sent;
import static org.messageledger.party.Irregularity.FORMER_POOL;
import static org.messageledger.party.Irregularity.LATE;
import static org.messageledger.party.Irregularity.NOT_A_PARTICIPANT;
import static org.messageledger.party.Irregularity.RETRACTED;
import static org.messageledger.party.Irregularity.UNKNOWN_MESSAGE;
import static org.messageledger.party.Irregularity.UNKNOWN_PURPOSE;
import static org.messageledger.party.Irregularity.UNVERIFIED_POOL;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.messageledger.message.Decision;
import org.messageledger.message.DecisionRules;
import org.messageledger.message.MessageState;
import org.messageledger.party.Actor;
import org.messageledger.party.Confidential;
import org.messageledger.party.MessageId;
import org.messageledger.party.Mode;
import org.messageledger.party.Purpose;

class ListingDecisionTest {

    private static final MessageId KNOWN = new MessageId("portal:known");
    private static final MessageId MOVED_ON = new MessageId("portal:moved-on");
    private static final MessageId TAKEN_BACK = new MessageId("portal:taken-back");
    private static final MessageId NEVER_SENT = new MessageId("portal:never-sent");
    private static final Map<MessageId, MessageState> STATES = Map.of(
            KNOWN, after(sent()),
            MOVED_ON, after(sent(), routed("cardiology", "billing")),
            TAKEN_BACK, after(sent(), retracted()),
            NEVER_SENT, MessageState.UNKNOWN);
    private static final List<MessageId> ALL = List.of(KNOWN, MOVED_ON, TAKEN_BACK, NEVER_SENT);

    @ParameterizedTest
    @EnumSource(Mode.class)
    void marksEachMessageByItself(Mode mode) {
        assertThat(listed(mode, inPool("s:1", "cardiology"), "TREAT", null, RULES)
                        .messages())
                .containsExactly(
                        new ListedMessage(KNOWN, List.of()),
                        new ListedMessage(MOVED_ON, List.of(FORMER_POOL)),
                        new ListedMessage(TAKEN_BACK, List.of(RETRACTED)),
                        new ListedMessage(NEVER_SENT, List.of(UNKNOWN_MESSAGE)));
        assertThat(listed(mode, person("dr:9"), "TREAT", null, RULES).messages())
                .containsExactly(
                        new ListedMessage(KNOWN, List.of(NOT_A_PARTICIPANT)),
                        new ListedMessage(MOVED_ON, List.of(NOT_A_PARTICIPANT)),
                        new ListedMessage(TAKEN_BACK, List.of(NOT_A_PARTICIPANT, RETRACTED)),
                        new ListedMessage(NEVER_SENT, List.of(UNKNOWN_MESSAGE)));
    }

    @Test
    void marksNothingOfTheSenders() {
        assertThat(listed(Mode.ASK, person("member:1"), "TREAT", null, RULES).messages())
                .containsExactly(
                        new ListedMessage(KNOWN, List.of()),
                        new ListedMessage(MOVED_ON, List.of()),
                        new ListedMessage(TAKEN_BACK, List.of()),
                        new ListedMessage(NEVER_SENT, List.of(UNKNOWN_MESSAGE)));
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void isNeverRefusedHoweverIrregular(Mode mode) {
        MessagesListed listed =
                listed(mode, inPool("s:1", "surgery"), "CURIOSITY", Instant.parse("2001-01-01T00:00:00Z"), STRICT);
        assertThat(listed.irregularities()).containsExactly(UNKNOWN_PURPOSE, LATE, UNVERIFIED_POOL);
    }

    @Test
    void sealsTheQueryWithTheRecordKey() {
        assertThat(listed(Mode.ASK, person("dr:1"), "TREAT", null, RULES).query())
                .isEqualTo(new Confidential.Kept("jane doe"));
    }

    private static MessagesListed listed(
            Mode mode, Actor actor, String purpose, @Nullable Instant occurredAt, DecisionRules rules) {
        ListMessages command = new ListMessages(
                ALL, mode, occurredAt, null, actor, AccessKind.FOUND, new Purpose(purpose), "jane doe");
        Decision<AccessEvent> decision =
                AccessDecision.decide(command, id -> STATES.getOrDefault(id, MessageState.UNKNOWN), NOW, rules);
        assertThat(decision.refusal()).isNull();
        assertThat(decision.events()).hasSize(1);
        return (MessagesListed) decision.events().get(0);
    }
}
