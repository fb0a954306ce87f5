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

/** A message was taken back. The reason is sealed with the record key. */
public record MessageRetracted(
        MessageId messageId,
        Mode mode,
        @Nullable Instant occurredAt,
        @Nullable Client client,
        List<Irregularity> irregularities,
        Actor actor,
        Confidential reason)
        implements MessageEvent {

    public MessageRetracted {
        irregularities = List.copyOf(irregularities);
    }
}
