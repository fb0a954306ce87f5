package org.messageledger.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.messageledger.party.Actor;
import org.messageledger.party.Client;
import org.messageledger.party.InvalidField;
import org.messageledger.party.Limits;
import org.messageledger.party.MessageId;
import org.messageledger.party.Mode;
import org.messageledger.party.PersonId;
import org.messageledger.party.Purpose;

/**
 * Somebody reads a message. Becomes {@link MessageRead} or {@link MessageReadRefused}, never nothing.
 *
 * @param patientId whose record the reader was in
 * @param attachmentId which attachment was opened; an id
 * @param justification why the glass was broken; at most 1,000 bytes, sealed; a blank one counts as none
 * @param refusedBy who refused before the ledger was asked: the emitter by itself; an id
 * @param refusalReason at most 1,000 bytes, sealed; only with {@code refusedBy}
 */
public record ReadMessage(
        MessageId messageId,
        Mode mode,
        @Nullable Instant occurredAt,
        @Nullable Client client,
        @Nullable PersonId patientId,
        Actor actor,
        AccessKind kind,
        Purpose purpose,
        @Nullable String attachmentId,
        @Nullable String justification,
        @Nullable Authority authority,
        @Nullable String refusedBy,
        @Nullable String refusalReason)
        implements AccessCommand {

    public ReadMessage {
        Limits.required("messageId", messageId);
        Limits.required("mode", mode);
        occurredAt = Limits.time("occurredAt", occurredAt);
        Limits.required("actor", actor);
        if (Limits.required("kind", kind).isListing()) {
            throw new InvalidField("kind", "LISTED and FOUND are recorded with ListMessages");
        }
        Limits.required("purpose", purpose);
        Limits.optionalId("attachmentId", attachmentId);
        Limits.optionalText("justification", justification, Limits.TEXT_BYTES_MAX);
        Limits.optionalId("refusedBy", refusedBy);
        Limits.optionalText("refusalReason", refusalReason, Limits.TEXT_BYTES_MAX);
        if (refusalReason != null && refusedBy == null) {
            throw new InvalidField("refusedBy", "a refusalReason needs to say who refused");
        }
    }

    /** Names no text: commands reach logs. */
    @Override
    public String toString() {
        return "ReadMessage[messageId=" + messageId + ", mode=" + mode + "]";
    }
}
