package org.messageledger.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.messageledger.access.Reads.AUTHORITY;
import static org.messageledger.access.Reads.KNOWN;
import static org.messageledger.access.Reads.STRANGER;
import static org.messageledger.access.Reads.UNKNOWN;
import static org.messageledger.access.Reads.by;
import static org.messageledger.access.Reads.read;
import static org.messageledger.access.Reads.stranger;
import static org.messageledger.message.MessageSamples.ID;
import static org.messageledger.message.MessageSamples.NOW;
import static org.messageledger.message.MessageSamples.RULES;
import static org.messageledger.message.MessageSamples.STRICT;
import static org.messageledger.message.MessageSamples.after;
import static org.messageledger.message.MessageSamples.inPool;
import static org.messageledger.message.MessageSamples.onBehalfOf;
import static org.messageledger.message.MessageSamples.person;
import static org.messageledger.message.MessageSamples.routed;
import static org.messageledger.party.Irregularity.NOT_A_PARTICIPANT;
import static org.messageledger.party.Irregularity.NO_AUTHORITY;
import static org.messageledger.party.Irregularity.NO_JUSTIFICATION;
import static org.messageledger.party.Irregularity.UNKNOWN_MESSAGE;
import static org.messageledger.party.Irregularity.UNVERIFIED_POOL;
import static org.messageledger.party.Irregularity.UNVERIFIED_RELATION;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.message.Decision;
import org.messageledger.message.MessageState;
import org.messageledger.message.Refusal;
import org.messageledger.party.Actor;
import org.messageledger.party.ActorKind;
import org.messageledger.party.Confidential;
import org.messageledger.party.Irregularity;
import org.messageledger.party.Mode;
import org.messageledger.party.PersonId;
import org.messageledger.party.Purpose;
import org.messageledger.party.Relation;

class AccessDecisionTest {

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("org.messageledger.access.AllowedReads#all")
    void allowsWhoHasAGround(
            String reader, Consumer<ReadSample> change, MessageState state, Ground ground, List<Irregularity> marks) {
        for (Mode mode : Mode.values()) {
            Decision<AccessEvent> decision = decide(change, mode, state);
            assertThat(decision.refusal()).isNull();
            MessageRead read = (MessageRead) event(decision);
            assertThat(read.ground()).isEqualTo(ground);
            assertThat(read.irregularities()).containsExactlyElementsOf(marks);
            assertThat(read.mode()).isEqualTo(mode);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HCOMPL", "HLEGAL", "HQUALIMP", "RECORDMGT", "PATRQT", "FAMRQT"})
    void allowsAnOfficeWithAuthorityAndRefusesItWithout(String purpose) {
        MessageRead read =
                (MessageRead) event(decide(stranger(purpose, s -> s.authority = AUTHORITY), Mode.ASK, KNOWN));
        assertThat(read.ground()).isEqualTo(Ground.AUTHORITY);
        assertThat(read.authority()).isEqualTo(AUTHORITY);
        assertThat(read.irregularities()).isEmpty();
        assertThat(refused(decide(stranger(purpose, s -> s.justification = "please"), Mode.ASK, KNOWN))
                        .irregularities())
                .containsExactly(NOT_A_PARTICIPANT, NO_AUTHORITY);
    }

    @ParameterizedTest(name = "{0}: {5}")
    @MethodSource("org.messageledger.access.RefusedReads#all")
    void refusesWhoAsksWithoutGroundAndRecordsIt(
            String reader,
            Consumer<ReadSample> change,
            MessageState state,
            String field,
            Ground ground,
            List<Irregularity> marks) {
        Decision<AccessEvent> decision = decide(change, Mode.ASK, state);
        Refusal refusal = Objects.requireNonNull(decision.refusal());
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.READ_REFUSED);
        assertThat(refusal.field()).isEqualTo(field);
        assertThat(refusal.reasons()).isNotEmpty().doesNotContain(UNVERIFIED_POOL, UNVERIFIED_RELATION);
        assertThat(marks).containsAll(refusal.reasons());
        assertThat(refused(decision).irregularities()).containsExactlyElementsOf(marks);
        assertThat(refused(decision).refusedBy()).isNull();
    }

    @ParameterizedTest(name = "{0}: {5}")
    @MethodSource("org.messageledger.access.RefusedReads#all")
    void recordsWhatIsReportedAsReadAndMarksIt(
            String reader,
            Consumer<ReadSample> change,
            MessageState state,
            String field,
            Ground ground,
            List<Irregularity> marks) {
        Decision<AccessEvent> decision = decide(change, Mode.REPORT, state);
        assertThat(decision.refusal()).isNull();
        MessageRead read = (MessageRead) event(decision);
        assertThat(read.irregularities()).containsExactlyElementsOf(marks);
        assertThat(read.ground()).isEqualTo(ground);
    }

    @Test
    void recordsAReadOfWhatItDoesNotKnowAndAnswersThatItDoesNot() {
        Decision<AccessEvent> asked = decide(by(STRANGER), Mode.ASK, UNKNOWN);
        assertThat(asked.refusal())
                .isEqualTo(new Refusal(Refusal.Kind.UNKNOWN_MESSAGE, "messageId", List.of(UNKNOWN_MESSAGE)));
        assertThat(refused(asked).irregularities()).containsExactly(UNKNOWN_MESSAGE);

        MessageRead reported = (MessageRead) event(decide(by(STRANGER), Mode.REPORT, UNKNOWN));
        assertThat(reported.irregularities()).containsExactly(UNKNOWN_MESSAGE);
        assertThat(reported.ground()).isEqualTo(Ground.NONE);
    }

    @Test
    void answersFirstThatItDoesNotKnowTheMessageWhateverElseIsWrong() {
        Decision<AccessEvent> asked = decide(stranger("BTG", s -> {}), Mode.ASK, UNKNOWN);
        assertThat(asked.refusal())
                .isEqualTo(new Refusal(
                        Refusal.Kind.UNKNOWN_MESSAGE, "messageId", List.of(NO_JUSTIFICATION, UNKNOWN_MESSAGE)));
    }

    @Test
    void doesNotTakeAnAttemptForKnowledge() {
        MessageState routedOnly = after(routed(null, "billing"));
        Decision<AccessEvent> asked = decide(by(inPool("s:1", "billing")), Mode.ASK, routedOnly);
        assertThat(Objects.requireNonNull(asked.refusal()).kind()).isEqualTo(Refusal.Kind.UNKNOWN_MESSAGE);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void recordsWhatTheEmitterRefusedByItselfWithoutRefusing(Mode mode) {
        Decision<AccessEvent> decision = decide(
                s -> {
                    s.actor = STRANGER;
                    s.refusedBy = "portal";
                    s.refusalReason = "no session";
                },
                mode,
                KNOWN);
        assertThat(decision.refusal()).isNull();
        assertThat(refused(decision).refusedBy()).isEqualTo("portal");
        assertThat(refused(decision).refusalReason()).isEqualTo(new Confidential.Kept("no session"));
        assertThat(refused(decision).irregularities()).containsExactly(NOT_A_PARTICIPANT);
    }

    @Test
    void recordsWhatTheEmitterRefusedWhereTheLedgerWouldNot() {
        Decision<AccessEvent> decision = decide(s -> s.refusedBy = "portal", Mode.ASK, KNOWN);
        assertThat(decision.refusal()).isNull();
        assertThat(refused(decision).irregularities()).isEmpty();
    }

    @Test
    void refusesUnverifiedClaimsWhenStrict() {
        Decision<AccessEvent> asked =
                AccessDecision.decide(ReadSample.read(s -> s.actor = inPool("s:1", "cardiology")), KNOWN, NOW, STRICT);
        assertThat(asked.refusal())
                .isEqualTo(new Refusal(Refusal.Kind.READ_REFUSED, "actor.pool", List.of(UNVERIFIED_POOL)));
        assertThat(refused(asked).irregularities()).containsExactly(UNVERIFIED_POOL);
        Decision<AccessEvent> related = AccessDecision.decide(
                ReadSample.read(s ->
                        s.actor = new Actor(new PersonId("member:2"), ActorKind.MEMBER, null, null, Relation.PARENT)),
                KNOWN,
                NOW,
                STRICT);
        assertThat(related.refusal())
                .isEqualTo(new Refusal(Refusal.Kind.READ_REFUSED, "actor.relation", List.of(UNVERIFIED_RELATION)));
    }

    @ParameterizedTest(name = "{0}: {5}")
    @MethodSource("org.messageledger.access.RefusedReads#all")
    void answersARepeatedReadFromWhatWasRecorded(
            String reader,
            Consumer<ReadSample> change,
            MessageState state,
            String field,
            Ground ground,
            List<Irregularity> marks) {
        Decision<AccessEvent> decision = decide(change, Mode.ASK, state);
        assertThat(AccessDecision.refusalOf(refused(decision))).isNotNull().isEqualTo(decision.refusal());
    }

    @ParameterizedTest
    @MethodSource("moreRefusals")
    void answersOtherRepeatedReadsFromWhatWasRecorded(Consumer<ReadSample> change, MessageState state) {
        Decision<AccessEvent> decision = AccessDecision.decide(ReadSample.read(change), state, NOW, STRICT);

        assertThat(AccessDecision.refusalOf(refused(decision))).isNotNull().isEqualTo(decision.refusal());
    }

    static Stream<Arguments> moreRefusals() {
        return Stream.of(
                Arguments.of(by(STRANGER), UNKNOWN),
                Arguments.of(stranger("BTG", s -> {}), UNKNOWN),
                Arguments.of(stranger("HLEGAL", s -> {}), KNOWN),
                Arguments.of(by(inPool("s:1", "cardiology")), KNOWN),
                Arguments.of(by(inPool("s:1", "surgery")), KNOWN),
                Arguments.of(by(onBehalfOf("a", "member:2")), KNOWN),
                Arguments.of(
                        by(new Actor(new PersonId("member:2"), ActorKind.MEMBER, null, null, Relation.PARENT)), KNOWN));
    }

    @Test
    void answersNoRefusalForWhatTheEmitterRefused() {
        assertThat(AccessDecision.refusalOf(refused(decide(
                        s -> {
                            s.actor = STRANGER;
                            s.refusedBy = "portal";
                        },
                        Mode.ASK,
                        KNOWN))))
                .isNull();
    }

    @Test
    void keepsWhatTheReadSaid() {
        ReadMessage command = ReadSample.read(s -> {
            s.occurredAt = NOW;
            s.patientId = new PersonId("member:2");
            s.kind = AccessKind.ATTACHMENT_OPENED;
            s.attachmentId = "a1";
            s.justification = "because";
            s.authority = AUTHORITY;
        });
        assertThat(event(AccessDecision.decide(command, KNOWN, NOW, RULES)))
                .isEqualTo(new MessageRead(
                        ID,
                        Mode.ASK,
                        NOW,
                        null,
                        List.of(),
                        new PersonId("member:2"),
                        person("dr:1"),
                        AccessKind.ATTACHMENT_OPENED,
                        new Purpose("TREAT"),
                        "a1",
                        new Confidential.Kept("because"),
                        AUTHORITY,
                        Ground.RECIPIENT));
    }

    private static Decision<AccessEvent> decide(Consumer<ReadSample> change, Mode mode, MessageState state) {
        return AccessDecision.decide(
                ReadSample.read(sample -> {
                    change.accept(sample);
                    sample.mode = mode;
                }),
                state,
                NOW,
                RULES);
    }

    private static AccessEvent event(Decision<AccessEvent> decision) {
        assertThat(decision.events()).hasSize(1);
        return decision.events().get(0);
    }

    private static MessageReadRefused refused(Decision<AccessEvent> decision) {
        return (MessageReadRefused) event(decision);
    }
}
