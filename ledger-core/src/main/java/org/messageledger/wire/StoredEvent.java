package org.messageledger.wire;

import java.time.Instant;
import java.util.UUID;

/**
 * An entry read back.
 *
 * @param event the name it is stored under
 * @param payload an event of the current revision; its sealed texts stay sealed
 */
public record StoredEvent(
        UUID eventId,
        String stream,
        long sequenceNumber,
        String event,
        Instant recordedAt,
        EntryMetadata metadata,
        Object payload) {}
