package org.messageledger.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messageledger.party.Actor;
import org.messageledger.party.Client;
import org.messageledger.party.Confidential;
import org.messageledger.party.Irregularity;
import org.messageledger.party.Mode;
import org.messageledger.party.Purpose;

/**
 * Somebody was shown many messages: one event, on every message's trail. The query is sealed with the record key.
 *
 * @param irregularities of the listing as a whole
 * @param messages 1 to 200, each with its own irregularities; the only copy of their ids
 */
public record MessagesListed(
        Mode mode,
        @Nullable Instant occurredAt,
        @Nullable Client client,
        List<Irregularity> irregularities,
        List<ListedMessage> messages,
        Actor actor,
        AccessKind kind,
        Purpose purpose,
        @Nullable Confidential query)
        implements AccessEvent {

    public MessagesListed {
        irregularities = List.copyOf(irregularities);
        messages = List.copyOf(messages);
    }
}
