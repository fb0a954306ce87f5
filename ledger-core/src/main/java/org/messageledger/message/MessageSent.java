package org.messageledger.message;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messageledger.party.Actor;
import org.messageledger.party.Client;
import org.messageledger.party.Confidential;
import org.messageledger.party.Irregularity;
import org.messageledger.party.MessageId;
import org.messageledger.party.Mode;
import org.messageledger.party.Party;
import org.messageledger.party.PersonId;

/**
 * A message was sent: from here on it is known, unless it is marked DUPLICATE_ID.
 *
 * @param threadId resolved: the sent one, the parent's, or the message's own id
 * @param guidanceGiven whether the receipt told the person what to do in an emergency
 * @param subject sealed with the content key, as are body and attachment names
 */
public record MessageSent(
        MessageId messageId,
        Mode mode,
        @Nullable Instant occurredAt,
        @Nullable Client client,
        List<Irregularity> irregularities,
        String threadId,
        @Nullable MessageId inReplyTo,
        Actor sender,
        List<Party> recipients,
        List<PersonId> patientIds,
        @Nullable String careSite,
        Category category,
        Channel channel,
        boolean urgent,
        boolean guidanceGiven,
        Confidentiality confidentiality,
        Confidential subject,
        @Nullable Confidential body,
        @Nullable String contentRef,
        List<SentAttachment> attachments,
        @Nullable Email email,
        @Nullable Partner partner)
        implements MessageEvent {

    public MessageSent {
        irregularities = List.copyOf(irregularities);
        recipients = List.copyOf(recipients);
        patientIds = List.copyOf(patientIds);
        attachments = List.copyOf(attachments);
    }

    static MessageSent of(SendMessage command, String threadId, List<Irregularity> irregularities) {
        return new MessageSent(
                command.messageId(),
                command.mode(),
                command.occurredAt(),
                command.client(),
                irregularities,
                threadId,
                command.inReplyTo(),
                command.sender(),
                command.recipients(),
                command.patientIds(),
                command.careSite(),
                command.category(),
                command.channel(),
                command.urgent(),
                command.urgent(),
                command.confidentiality(),
                new Confidential.Content(command.subject()),
                Confidential.content(command.body()),
                command.contentRef(),
                command.attachments().stream().map(SentAttachment::of).toList(),
                command.email(),
                command.partner());
    }
}
