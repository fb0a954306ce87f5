package org.messageledger.message;

import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.messageledger.party.Actor;
import org.messageledger.party.Client;
import org.messageledger.party.Limits;
import org.messageledger.party.MessageId;
import org.messageledger.party.Mode;
import org.messageledger.party.Party;

/**
 * A message is handed over. Becomes {@link MessageRouted}.
 *
 * @param from absent: the message is at {@code to} as well
 * @param causeId which rule, person or model
 * @param reason at most 1,000 bytes, sealed
 */
public record RouteMessage(
        @TargetAggregateIdentifier MessageId messageId,
        Mode mode,
        @Nullable Instant occurredAt,
        @Nullable Client client,
        @Nullable Party from,
        Party to,
        RoutingCause cause,
        @Nullable String causeId,
        @Nullable Actor routedBy,
        String reason)
        implements MessageCommand {

    public RouteMessage {
        Limits.required("messageId", messageId);
        Limits.required("mode", mode);
        occurredAt = Limits.time("occurredAt", occurredAt);
        Limits.required("to", to);
        Limits.required("cause", cause);
        Limits.optionalId("causeId", causeId);
        Limits.text("reason", reason, Limits.TEXT_BYTES_MAX);
    }

    /** Does not name the reason: commands reach logs. */
    @Override
    public String toString() {
        return "RouteMessage[messageId=" + messageId + ", mode=" + mode + "]";
    }
}
