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

/** A message was handed over. The reason is sealed with the record key. */
public record MessageRouted(
        MessageId messageId,
        Mode mode,
        @Nullable Instant occurredAt,
        @Nullable Client client,
        List<Irregularity> irregularities,
        @Nullable Party from,
        Party to,
        RoutingCause cause,
        @Nullable String causeId,
        @Nullable Actor routedBy,
        Confidential reason)
        implements MessageEvent {

    public MessageRouted {
        irregularities = List.copyOf(irregularities);
    }
}
