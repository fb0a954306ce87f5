package org.messageledger.access;

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
import org.messageledger.party.Purpose;

/** A message was read. The justification is sealed with the record key. */
public record MessageRead(
        MessageId messageId,
        Mode mode,
        @Nullable Instant occurredAt,
        @Nullable Client client,
        List<Irregularity> irregularities,
        @Nullable PersonId patientId,
        Actor actor,
        AccessKind kind,
        Purpose purpose,
        @Nullable String attachmentId,
        @Nullable Confidential justification,
        @Nullable Authority authority,
        Ground ground)
        implements AccessEvent {

    public MessageRead {
        irregularities = List.copyOf(irregularities);
    }
}
