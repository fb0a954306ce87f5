package org.messageledger.eventstore;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.messageledger.party.MessageId;
import org.messageledger.tree.TreeHead;

/**
 * What an acknowledged command gets. The entry is durable, and {@code head} is the first tree head that contains it; a
 * repeated command gets the same receipt again.
 *
 * @param event the stored event's name
 * @param messageId absent for events about several messages or none
 */
public record Receipt(
        UUID eventId,
        String event,
        @Nullable MessageId messageId,
        long leafIndex,
        TreeHead head,
        Instant recordedAt,
        String idempotencyKey) {}
