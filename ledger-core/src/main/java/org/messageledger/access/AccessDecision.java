package org.messageledger.access;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.messageledger.message.Decision;
import org.messageledger.message.DecisionRules;
import org.messageledger.message.EmitterClaims;
import org.messageledger.message.Finding;
import org.messageledger.message.Findings;
import org.messageledger.message.MessageState;
import org.messageledger.message.Participation;
import org.messageledger.message.Refusal;
import org.messageledger.party.Confidential;
import org.messageledger.party.Irregularity;
import org.messageledger.party.MessageId;

/**
 * What becomes of a look at messages: pure functions of the command, the message's state, the time and the rules. Every
 * decision records an event, refused or not.
 */
public final class AccessDecision {

    private AccessDecision() {}

    /**
     * Who asks may be refused: 404 for a message that is not known, else 403; both on record. Who reports is not, and the
     * event is marked. What the emitter refused by itself is recorded as refused and is no refusal of the ledger; it is
     * marked with what the ledger thinks of it.
     */
    public static Decision<AccessEvent> decide(
            ReadMessage command, MessageState state, Instant now, DecisionRules rules) {
        Participation part = Participation.of(command.actor(), state);
        Ground ground = AccessPolicies.ground(command, part);
        Findings findings = Findings.of(
                AccessPolicies.messageIsKnown(state),
                AccessPolicies.isEntitled(ground, part, state),
                AccessPolicies.emergencyIsJustified(command, part),
                AccessPolicies.officeIsAuthorised(command, part),
                AccessPolicies.isNotRetracted(command, part, state),
                AccessPolicies.purposeIsKnown(command.purpose()),
                EmitterClaims.occurredInTime(command, now, rules),
                EmitterClaims.verified("actor", command.actor(), rules));
        if (command.refusedBy() != null) {
            return Decision.recorded(refused(command, findings.irregularities(), List.of()));
        }
        if (findings.refuse(command.mode())) {
            Refusal refusal = findings.refusal(Refusal.Kind.READ_REFUSED);
            return Decision.refusedOnRecord(refused(command, findings.irregularities(), refusal.reasons()), refusal);
        }
        boolean byAuthority =
                ground != Ground.NONE && AccessPolicies.isHidden(part, state) && command.authority() != null;
        return Decision.recorded(read(command, findings.irregularities(), byAuthority ? Ground.AUTHORITY : ground));
    }

    /**
     * What a recorded refusal was answered with, from the event alone: the first time and whenever its command comes
     * again, whatever the rules have become since. Absent when the emitter refused by itself.
     */
    public static @Nullable Refusal refusalOf(MessageReadRefused event) {
        if (event.refusedFor().isEmpty()) {
            return null;
        }
        return new Findings(event.refusedFor().stream()
                        .map(reason -> Finding.refusing(reason, AccessPolicies.field(reason, event.actor())))
                        .toList())
                .refusal(Refusal.Kind.READ_REFUSED);
    }

    /** Never refused: what was shown was shown. Each message is marked by itself. */
    public static Decision<AccessEvent> decide(
            ListMessages command, Function<MessageId, MessageState> states, Instant now, DecisionRules rules) {
        Findings findings = Findings.of(
                AccessPolicies.purposeIsKnown(command.purpose()),
                EmitterClaims.occurredInTime(command, now, rules),
                EmitterClaims.verified("actor", command.actor(), rules));
        List<ListedMessage> messages = command.messageIds().stream()
                .map(id -> new ListedMessage(id, shown(command, states.apply(id))))
                .toList();
        return Decision.recorded(new MessagesListed(
                command.mode(),
                command.occurredAt(),
                command.client(),
                findings.irregularities(),
                messages,
                command.actor(),
                command.kind(),
                command.purpose(),
                Confidential.kept(command.query())));
    }

    private static List<Irregularity> shown(ListMessages command, MessageState state) {
        if (!state.known()) {
            return List.of(Irregularity.UNKNOWN_MESSAGE);
        }
        Participation part = Participation.of(command.actor(), state);
        return Findings.of(
                        AccessPolicies.partIsMissing(part),
                        AccessPolicies.found(
                                AccessPolicies.isHidden(part, state), Irregularity.RETRACTED, "messageIds"))
                .irregularities();
    }

    private static AccessEvent read(ReadMessage command, List<Irregularity> irregularities, Ground ground) {
        return new MessageRead(
                command.messageId(),
                command.mode(),
                command.occurredAt(),
                command.client(),
                irregularities,
                command.patientId(),
                command.actor(),
                command.kind(),
                command.purpose(),
                command.attachmentId(),
                Confidential.kept(command.justification()),
                command.authority(),
                ground);
    }

    private static AccessEvent refused(
            ReadMessage command, List<Irregularity> irregularities, List<Irregularity> refusedFor) {
        return new MessageReadRefused(
                command.messageId(),
                command.mode(),
                command.occurredAt(),
                command.client(),
                irregularities,
                refusedFor,
                command.patientId(),
                command.actor(),
                command.kind(),
                command.purpose(),
                command.attachmentId(),
                Confidential.kept(command.justification()),
                command.authority(),
                command.refusedBy(),
                Confidential.kept(command.refusalReason()));
    }
}
