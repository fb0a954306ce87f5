package org.messageledger.message;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.messageledger.party.Actor;
import org.messageledger.party.Client;
import org.messageledger.party.Limits;
import org.messageledger.party.MessageId;
import org.messageledger.party.Mode;

/** A participant settles a message. Becomes {@link MessageResolved}. */
public record ResolveMessage(
        @TargetAggregateIdentifier MessageId messageId,
        Mode mode,
        @Nullable Instant occurredAt,
        @Nullable Client client,
        Actor actor,
        Resolution resolution)
        implements MessageCommand {

    public ResolveMessage {
        Limits.required("messageId", messageId);
        Limits.required("mode", mode);
        occurredAt = Limits.time("occurredAt", occurredAt);
        Limits.required("actor", actor);
        Limits.required("resolution", resolution);
    }
}
