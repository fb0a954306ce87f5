package org.messageledger.message;

import java.util.stream.Stream;
import org.messageledger.party.Actor;
import org.messageledger.party.Irregularity;

/** The rules of care messaging, each a function that finds what breaks it. */
final class MessagePolicies {

    private MessagePolicies() {}

    static Stream<Finding> idIsFree(MessageState state) {
        return found(state.known(), Irregularity.DUPLICATE_ID, "messageId");
    }

    static Stream<Finding> messageIsKnown(MessageState state) {
        return found(!state.known(), Irregularity.UNKNOWN_MESSAGE, "messageId");
    }

    static Stream<Finding> subjectIsClear(SendMessage command) {
        return found(command.subject().isBlank(), Irregularity.EMPTY_SUBJECT, "subject");
    }

    static Stream<Finding> goesToSomebody(SendMessage command) {
        return found(command.recipients().isEmpty(), Irregularity.NO_RECIPIENT, "recipients");
    }

    static Stream<Finding> largeAttachmentsAreApproved(SendMessage command, DecisionRules rules) {
        boolean unapproved = command.attachments().stream()
                .anyMatch(attachment -> attachment.sizeBytes() > rules.largeAttachmentBytes()
                        && attachment.approvalReference() == null);
        return found(unapproved, Irregularity.NO_AUTHORITY, "attachments");
    }

    /** Nobody can be told to have no part in a message that is not known. */
    static Stream<Finding> isParticipant(Actor actor, MessageState state) {
        Participation part = Participation.of(actor, state);
        if (!state.known() || part.participates()) {
            return Stream.empty();
        }
        return part == Participation.FORMER_POOL
                ? found(true, Irregularity.FORMER_POOL, "actor.pool")
                : found(true, Irregularity.NOT_A_PARTICIPANT, "actor");
    }

    static Stream<Finding> isSender(Actor actor, MessageState state) {
        boolean other = state.known() && Participation.of(actor, state) != Participation.SENDER;
        return found(other, Irregularity.NOT_A_PARTICIPANT, "actor");
    }

    private static Stream<Finding> found(boolean broken, Irregularity irregularity, String field) {
        return broken ? Stream.of(Finding.refusing(irregularity, field)) : Stream.empty();
    }
}
