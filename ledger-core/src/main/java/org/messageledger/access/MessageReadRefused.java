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

/**
 * A read was refused: by the ledger, or by the emitter itself ({@code refusedBy}). Texts are sealed with the record key.
 *
 * @param irregularities why the ledger refused, or would have, and what else it marked
 * @param refusedFor which of them the ledger refused for, so that a repeated command is answered as the first; empty when
 *     the emitter refused by itself
 * @param refusedBy absent: the ledger
 */
public record MessageReadRefused(
        MessageId messageId,
        Mode mode,
        @Nullable Instant occurredAt,
        @Nullable Client client,
        List<Irregularity> irregularities,
        List<Irregularity> refusedFor,
        @Nullable PersonId patientId,
        Actor actor,
        AccessKind kind,
        Purpose purpose,
        @Nullable String attachmentId,
        @Nullable Confidential justification,
        @Nullable Authority authority,
        @Nullable String refusedBy,
        @Nullable Confidential refusalReason)
        implements AccessEvent {

    public MessageReadRefused {
        irregularities = List.copyOf(irregularities);
        refusedFor = List.copyOf(refusedFor);
    }
}
