package org.messageledger.message;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messageledger.party.Actor;
import org.messageledger.party.Client;
import org.messageledger.party.Irregularity;
import org.messageledger.party.MessageId;
import org.messageledger.party.Mode;

/** A message was settled. */
public record MessageResolved(
        MessageId messageId,
        Mode mode,
        @Nullable Instant occurredAt,
        @Nullable Client client,
        List<Irregularity> irregularities,
        Actor actor,
        Resolution resolution)
        implements MessageEvent {

    public MessageResolved {
        irregularities = List.copyOf(irregularities);
    }
}
