package org.messageledger.message;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.messageledger.party.Actor;
import org.messageledger.party.Client;
import org.messageledger.party.Limits;
import org.messageledger.party.MessageId;
import org.messageledger.party.Mode;

/**
 * Somebody reports a message as suspicious. Becomes {@link SuspicionReported}, always.
 *
 * @param reason at most 1,000 bytes, sealed
 */
public record ReportSuspicion(
        @TargetAggregateIdentifier MessageId messageId,
        Mode mode,
        @Nullable Instant occurredAt,
        @Nullable Client client,
        Actor actor,
        String reason)
        implements MessageCommand {

    public ReportSuspicion {
        Limits.required("messageId", messageId);
        Limits.required("mode", mode);
        occurredAt = Limits.time("occurredAt", occurredAt);
        Limits.required("actor", actor);
        Limits.text("reason", reason, Limits.TEXT_BYTES_MAX);
    }

    /** Does not name the reason: commands reach logs. */
    @Override
    public String toString() {
        return "ReportSuspicion[messageId=" + messageId + ", mode=" + mode + "]";
    }
}
