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
import org.messageledger.party.PersonId;

/**
 * Information about patients was given to somebody outside: an event of its own, in no message's stream. Names, address,
 * description and purpose are sealed with the record key.
 *
 * @param messageId absent when something else than a message was disclosed
 */
public record MessageDisclosed(
        @Nullable MessageId messageId,
        Mode mode,
        @Nullable Instant occurredAt,
        @Nullable Client client,
        List<Irregularity> irregularities,
        List<PersonId> patientIds,
        Confidential recipientName,
        @Nullable Confidential recipientAddress,
        Confidential description,
        @Nullable Confidential purposeStatement,
        @Nullable String requestReference,
        Actor disclosedBy,
        LegalBasis legalBasis)
        implements MessageEvent {

    public MessageDisclosed {
        irregularities = List.copyOf(irregularities);
        patientIds = List.copyOf(patientIds);
    }

    static MessageDisclosed of(DiscloseMessage command, List<Irregularity> irregularities) {
        return new MessageDisclosed(
                command.messageId(),
                command.mode(),
                command.occurredAt(),
                command.client(),
                irregularities,
                command.patientIds(),
                new Confidential.Kept(command.recipient().name()),
                Confidential.kept(command.recipient().address()),
                new Confidential.Kept(command.description()),
                Confidential.kept(command.purposeStatement()),
                command.requestReference(),
                command.disclosedBy(),
                command.legalBasis());
    }
}
