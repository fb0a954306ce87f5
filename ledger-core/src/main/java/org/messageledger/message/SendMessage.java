package org.messageledger.message;

import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.messageledger.party.Actor;
import org.messageledger.party.Client;
import org.messageledger.party.InvalidField;
import org.messageledger.party.Limits;
import org.messageledger.party.MessageId;
import org.messageledger.party.Mode;
import org.messageledger.party.Party;
import org.messageledger.party.PersonId;

/**
 * Somebody sends a message. Becomes {@link MessageSent}.
 *
 * <p>No recipient and a blank subject are understood, and are for the decision to refuse or to mark; an absent subject is
 * a blank one.
 *
 * @param threadId absent: the parent's if the ledger knows it, else the message's own id
 * @param recipients at most 200, each once
 * @param patientIds at most 20, each once
 * @param careSite an id
 * @param subject at most 500 bytes, sealed
 * @param body at most 12,288 bytes, sealed; larger content stays with the emitter
 * @param contentRef an absolute URI of at most 500 bytes, in place of the body
 * @param attachments at most 20
 */
public record SendMessage(
        @TargetAggregateIdentifier MessageId messageId,
        Mode mode,
        @Nullable Instant occurredAt,
        @Nullable Client client,
        @Nullable String threadId,
        @Nullable MessageId inReplyTo,
        Actor sender,
        List<Party> recipients,
        List<PersonId> patientIds,
        @Nullable String careSite,
        Category category,
        Channel channel,
        boolean urgent,
        Confidentiality confidentiality,
        String subject,
        @Nullable String body,
        @Nullable String contentRef,
        List<Attachment> attachments,
        @Nullable Email email,
        @Nullable Partner partner)
        implements MessageCommand {

    public SendMessage {
        Limits.required("messageId", messageId);
        Limits.required("mode", mode);
        occurredAt = Limits.time("occurredAt", occurredAt);
        Limits.optionalId("threadId", threadId);
        Limits.required("sender", sender);
        recipients = Limits.list("recipients", recipients, 0, Limits.RECIPIENTS_MAX);
        patientIds = Limits.list("patientIds", patientIds, 0, Limits.PATIENTS_MAX);
        Limits.optionalId("careSite", careSite);
        Limits.required("category", category);
        Limits.required("channel", channel);
        Limits.required("confidentiality", confidentiality);
        String given = Limits.optionalText("subject", subject, Limits.SUBJECT_BYTES_MAX);
        subject = given == null ? "" : given;
        Limits.optionalText("body", body, Limits.BODY_BYTES_MAX);
        if (contentRef != null) {
            ContentReference.check("contentRef", contentRef);
            if (body != null) {
                throw new InvalidField("contentRef", "give a body or a contentRef, not both");
            }
        }
        attachments = Limits.list("attachments", attachments, 0, Limits.ATTACHMENTS_MAX);
    }

    /** Names neither subject nor body: commands reach logs. */
    @Override
    public String toString() {
        return "SendMessage[messageId=" + messageId + ", mode=" + mode + "]";
    }
}
