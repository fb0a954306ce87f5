package org.messageledger.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messageledger.party.Actor;
import org.messageledger.party.Client;
import org.messageledger.party.InvalidField;
import org.messageledger.party.Limits;
import org.messageledger.party.MessageId;
import org.messageledger.party.Mode;
import org.messageledger.party.Purpose;

/**
 * Somebody was shown many messages: an inbox, or what a search found. Becomes one {@link MessagesListed}, always.
 *
 * @param messageIds 1 to 200, each once
 * @param kind LISTED or FOUND
 * @param query what was searched for; at most 1,000 bytes, sealed
 */
public record ListMessages(
        List<MessageId> messageIds,
        Mode mode,
        @Nullable Instant occurredAt,
        @Nullable Client client,
        Actor actor,
        AccessKind kind,
        Purpose purpose,
        @Nullable String query)
        implements AccessCommand {

    public ListMessages {
        messageIds = Limits.list("messageIds", messageIds, 1, Limits.LISTED_MESSAGES_MAX);
        Limits.required("mode", mode);
        occurredAt = Limits.time("occurredAt", occurredAt);
        Limits.required("actor", actor);
        if (!Limits.required("kind", kind).isListing()) {
            throw new InvalidField("kind", "must be LISTED or FOUND");
        }
        Limits.required("purpose", purpose);
        Limits.optionalText("query", query, Limits.TEXT_BYTES_MAX);
    }

    /** Does not name the query: commands reach logs. */
    @Override
    public String toString() {
        return "ListMessages[messages=" + messageIds.size() + ", mode=" + mode + "]";
    }
}
