package org.messageledger.message;

import static org.messageledger.message.EmitterClaims.occurredInTime;
import static org.messageledger.message.EmitterClaims.verified;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.messageledger.party.Confidential;
import org.messageledger.party.Irregularity;

/**
 * What becomes of a command about a message: pure functions of the command, the state, the time and the rules. Who asks
 * may be refused, and then nothing is written; who reports never is, and the event is marked with what would have been
 * refused.
 */
public final class MessageDecision {

    private MessageDecision() {}

    /** Refused: 409 if the id is taken, whatever else is wrong, else 422. An urgent send carries guidance. */
    public static Decision<MessageEvent> decide(
            SendMessage command, MessageState state, Threads threads, Instant now, DecisionRules rules) {
        Findings findings = Findings.of(
                MessagePolicies.idIsFree(state),
                MessagePolicies.subjectIsClear(command),
                MessagePolicies.goesToSomebody(command),
                MessagePolicies.largeAttachmentsAreApproved(command, rules),
                occurredInTime(command, now, rules),
                verified("sender", command.sender(), rules));
        return answer(command, findings, marks -> MessageSent.of(command, threadOf(command, threads), marks));
    }

    /** Any emitter routes. Refused: 404, 422. */
    public static Decision<MessageEvent> decide(
            RouteMessage command, MessageState state, Instant now, DecisionRules rules) {
        Findings findings = Findings.of(
                MessagePolicies.messageIsKnown(state),
                occurredInTime(command, now, rules),
                verified("routedBy", command.routedBy(), rules));
        return answer(
                command,
                findings,
                marks -> new MessageRouted(
                        command.messageId(),
                        command.mode(),
                        command.occurredAt(),
                        command.client(),
                        marks,
                        command.from(),
                        command.to(),
                        command.cause(),
                        command.causeId(),
                        command.routedBy(),
                        new Confidential.Kept(command.reason())));
    }

    /** Participants resolve. Refused: 404, 422. */
    public static Decision<MessageEvent> decide(
            ResolveMessage command, MessageState state, Instant now, DecisionRules rules) {
        Findings findings = Findings.of(
                MessagePolicies.messageIsKnown(state),
                MessagePolicies.isParticipant(command.actor(), state),
                occurredInTime(command, now, rules),
                verified("actor", command.actor(), rules));
        return answer(
                command,
                findings,
                marks -> new MessageResolved(
                        command.messageId(),
                        command.mode(),
                        command.occurredAt(),
                        command.client(),
                        marks,
                        command.actor(),
                        command.resolution()));
    }

    /** Only the sender retracts, in person; a second time is recorded as well. Refused: 404, 422. */
    public static Decision<MessageEvent> decide(
            RetractMessage command, MessageState state, Instant now, DecisionRules rules) {
        Findings findings = Findings.of(
                MessagePolicies.messageIsKnown(state),
                MessagePolicies.isSender(command.actor(), state),
                occurredInTime(command, now, rules),
                verified("actor", command.actor(), rules));
        return answer(
                command,
                findings,
                marks -> new MessageRetracted(
                        command.messageId(),
                        command.mode(),
                        command.occurredAt(),
                        command.client(),
                        marks,
                        command.actor(),
                        new Confidential.Kept(command.reason())));
    }

    /** A suspicion is always recorded, also by who asks: a warning must not be lost to a rule. */
    public static Decision<MessageEvent> decide(
            ReportSuspicion command, MessageState state, Instant now, DecisionRules rules) {
        Findings findings = Findings.of(
                MessagePolicies.messageIsKnown(state),
                occurredInTime(command, now, rules),
                verified("actor", command.actor(), rules));
        return Decision.recorded(new SuspicionReported(
                command.messageId(),
                command.mode(),
                command.occurredAt(),
                command.client(),
                findings.irregularities(),
                command.actor(),
                new Confidential.Kept(command.reason())));
    }

    /**
     * A disclosure is a fact of its own, recorded outside the message's aggregate and decided on no stream: that a message
     * is known never changes back. Refused: 404, 422.
     *
     * @param state of the message; not looked at when the command names none
     */
    public static Decision<MessageEvent> decide(
            DiscloseMessage command, MessageState state, Instant now, DecisionRules rules) {
        Findings findings = Findings.of(
                command.messageId() == null ? Stream.empty() : MessagePolicies.messageIsKnown(state),
                occurredInTime(command, now, rules),
                verified("disclosedBy", command.disclosedBy(), rules));
        return answer(command, findings, marks -> MessageDisclosed.of(command, marks));
    }

    private static String threadOf(SendMessage command, Threads threads) {
        if (command.threadId() != null) {
            return command.threadId();
        }
        return Optional.ofNullable(command.inReplyTo())
                .flatMap(threads::threadOf)
                .orElse(command.messageId().value());
    }

    private static <E extends LedgerEvent> Decision<E> answer(
            Command command, Findings findings, Function<List<Irregularity>, E> event) {
        return findings.refuse(command.mode())
                ? Decision.refused(findings.refusal(Refusal.Kind.RULE_BROKEN))
                : Decision.recorded(event.apply(findings.irregularities()));
    }
}
