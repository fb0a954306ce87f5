package org.messageledger.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.messageledger.message.Commands.KNOWN;
import static org.messageledger.message.Commands.TOO_NEW;
import static org.messageledger.message.Commands.UNKNOWN;
import static org.messageledger.message.Commands.decide;
import static org.messageledger.message.Commands.disclose;
import static org.messageledger.message.Commands.resolve;
import static org.messageledger.message.Commands.route;
import static org.messageledger.message.Commands.send;
import static org.messageledger.message.Commands.suspect;
import static org.messageledger.message.MessageSamples.ID;
import static org.messageledger.message.MessageSamples.RULES;
import static org.messageledger.message.MessageSamples.STRICT;
import static org.messageledger.message.MessageSamples.inPool;
import static org.messageledger.message.MessageSamples.onBehalfOf;
import static org.messageledger.message.MessageSamples.routed;
import static org.messageledger.message.MessageSamples.sent;
import static org.messageledger.party.Irregularity.CLOCK_AHEAD;
import static org.messageledger.party.Irregularity.UNKNOWN_MESSAGE;
import static org.messageledger.party.Irregularity.UNVERIFIED_POOL;
import static org.messageledger.party.Irregularity.UNVERIFIED_RELATION;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.messageledger.party.Confidential;
import org.messageledger.party.ContentDigest;
import org.messageledger.party.Irregularity;
import org.messageledger.party.MessageId;
import org.messageledger.party.Mode;

class MessageDecisionTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.messageledger.message.BrokenRules#all")
    void refusesWhoAsksAndWritesNothing(
            String rule,
            Function<Mode, MessageCommand> command,
            MessageState state,
            int status,
            String field,
            List<Irregularity> marks) {
        Decision<MessageEvent> decision = decide(command.apply(Mode.ASK), state, RULES);

        assertThat(decision.events()).isEmpty();
        Refusal refusal = Objects.requireNonNull(decision.refusal());
        assertThat(refusal.kind().status()).isEqualTo(status);
        assertThat(refusal.field()).isEqualTo(field);
        assertThat(marks).containsAll(refusal.reasons());
        assertThat(refusal.reasons())
                .doesNotContain(UNVERIFIED_POOL, UNVERIFIED_RELATION)
                .isNotEmpty();
        assertThat(refusal.detail()).isNotBlank();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.messageledger.message.BrokenRules#all")
    void recordsWhatIsReportedAndMarksIt(
            String rule,
            Function<Mode, MessageCommand> command,
            MessageState state,
            int status,
            String field,
            List<Irregularity> marks) {
        Decision<MessageEvent> decision = decide(command.apply(Mode.REPORT), state, RULES);

        assertThat(decision.refusal()).isNull();
        assertThat(event(decision).mode()).isEqualTo(Mode.REPORT);
        assertThat(event(decision).irregularities()).containsExactlyElementsOf(marks);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.messageledger.message.KeptRules#all")
    void recordsWhatBreaksNoRule(
            String rule, Function<Mode, MessageCommand> command, MessageState state, List<Irregularity> marks) {
        for (Mode mode : Mode.values()) {
            Decision<MessageEvent> decision = decide(command.apply(mode), state, RULES);
            assertThat(decision.refusal()).isNull();
            assertThat(event(decision).irregularities()).containsExactlyElementsOf(marks);
            assertThat(event(decision).mode()).isEqualTo(mode);
        }
    }

    static Stream<Arguments> claims() {
        return Stream.of(
                Arguments.of(send(s -> s.sender = inPool("s:1", "desk")), UNKNOWN, "sender.pool", UNVERIFIED_POOL),
                Arguments.of(
                        send(s -> s.sender = onBehalfOf("a", "b")), UNKNOWN, "sender.onBehalfOf", UNVERIFIED_RELATION),
                Arguments.of(resolve(inPool("s:1", "cardiology"), null), KNOWN, "actor.pool", UNVERIFIED_POOL),
                Arguments.of(
                        resolve(onBehalfOf("a", "member:2"), null), KNOWN, "actor.onBehalfOf", UNVERIFIED_RELATION));
    }

    @ParameterizedTest
    @MethodSource("claims")
    void refusesUnverifiedClaimsWhenStrict(
            Function<Mode, MessageCommand> command, MessageState state, String field, Irregularity claim) {
        Refusal refusal = Objects.requireNonNull(
                decide(command.apply(Mode.ASK), state, STRICT).refusal());
        assertThat(refusal).isEqualTo(new Refusal(Refusal.Kind.RULE_BROKEN, field, List.of(claim)));
        assertThat(event(decide(command.apply(Mode.REPORT), state, STRICT)).irregularities())
                .containsExactly(claim);
    }

    @Test
    void recordsASuspicionEvenWhenStrict() {
        Decision<MessageEvent> decision =
                decide(suspect(inPool("s:1", "desk"), TOO_NEW).apply(Mode.ASK), UNKNOWN, STRICT);
        assertThat(decision.refusal()).isNull();
        assertThat(event(decision).irregularities()).containsExactly(UNKNOWN_MESSAGE, CLOCK_AHEAD, UNVERIFIED_POOL);
    }

    @ParameterizedTest(name = "sent {0}, in reply to {1}: {2}")
    @CsvSource({
        "thread-9, portal:parent, thread-9",
        "        , portal:parent, thread-of-parent",
        "        , portal:nobody, portal:1",
        "        ,              , portal:1"
    })
    void takesTheThreadThatIsSentOrTheParentsOrItsOwnId(
            @Nullable String sentThread, @Nullable String parent, String expected) {
        SendMessage command = SendSample.send(s -> {
            s.threadId = sentThread;
            s.inReplyTo = parent == null ? null : new MessageId(parent);
        });
        MessageSent sent = (MessageSent) event(decide(command, UNKNOWN, RULES));
        assertThat(sent.threadId()).isEqualTo(expected);
        assertThat(sent.inReplyTo()).isEqualTo(command.inReplyTo());
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void givesGuidanceWithAnUrgentMessageOnly(Mode mode) {
        MessageSent urgent = (MessageSent) event(decide(
                SendSample.send(s -> {
                    s.urgent = true;
                    s.mode = mode;
                }),
                UNKNOWN,
                RULES));
        MessageSent other = (MessageSent) event(decide(SendSample.send(s -> s.mode = mode), UNKNOWN, RULES));
        assertThat(urgent.urgent()).isTrue();
        assertThat(urgent.guidanceGiven()).isTrue();
        assertThat(other.guidanceGiven()).isFalse();
    }

    @Test
    void sealsContentWithTheContentKeyAndDigestsWithIt() {
        MessageSent sent = (MessageSent) event(decide(
                SendSample.send(s -> s.attachments = List.of(SendSample.attachment(7, "ok-7"))), UNKNOWN, RULES));
        assertThat(sent.subject()).isEqualTo(new Confidential.Content("Refill"));
        assertThat(sent.body()).isEqualTo(new Confidential.Content("May I have more?"));
        assertThat(sent.attachments())
                .containsExactly(new SentAttachment(
                        "a1",
                        new Confidential.Content("scan.pdf"),
                        "application/pdf",
                        7,
                        new ContentDigest.Plain("0a".repeat(32)),
                        "ok-7"));
    }

    @Test
    void sealsReasonsAndDisclosureTextsWithTheRecordKey() {
        MessageRouted routed = (MessageRouted) event(decide(route(null).apply(Mode.ASK), KNOWN, RULES));
        MessageDisclosed disclosed =
                (MessageDisclosed) event(decide(disclose(ID, null).apply(Mode.ASK), KNOWN, RULES));
        assertThat(routed.reason()).isEqualTo(new Confidential.Kept("category"));
        assertThat(disclosed.recipientName()).isEqualTo(new Confidential.Kept("Court"));
        assertThat(disclosed.recipientAddress()).isEqualTo(new Confidential.Kept("1 Main St"));
        assertThat(disclosed.description()).isEqualTo(new Confidential.Kept("the message"));
        assertThat(disclosed.purposeStatement()).isEqualTo(new Confidential.Kept("subpoena"));
        assertThat(disclosed.requestReference()).isEqualTo("case-1");
        assertThat(disclosed.legalBasis()).isEqualTo(LegalBasis.JUDICIAL);
    }

    private static MessageEvent event(Decision<MessageEvent> decision) {
        assertThat(decision.events()).hasSize(1);
        return decision.events().get(0);
    }
}
