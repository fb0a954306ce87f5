package org.messageledger.eventstore;

import java.util.Map;
import java.util.Objects;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;
import org.messageledger.log.Entry;
import org.messageledger.wire.StoredEvent;

/** How a leaf reaches event processors: payload as decoded, token = leaf index, and the whole entry beside it. */
public final class LeafMessage {

    private static final String STORED = "stored";

    private LeafMessage() {}

    static TrackedEventMessage<?> of(Entry entry, StoredEvent stored) {
        return new GenericTrackedEventMessage<>(
                new GlobalSequenceTrackingToken(entry.leafIndex()),
                new GenericEventMessage<>(
                        stored.eventId().toString(),
                        stored.payload(),
                        MetaData.from(Map.of(STORED, stored)),
                        stored.recordedAt()));
    }

    /** The entry that a processor's message came from. */
    public static StoredEvent stored(TrackedEventMessage<?> message) {
        return (StoredEvent) Objects.requireNonNull(message.getMetaData().get(STORED), "not from the log");
    }

    public static long leafIndex(TrackedEventMessage<?> message) {
        return message.trackingToken()
                .position()
                .orElseThrow(() -> new IllegalArgumentException("no leaf: token=" + message.trackingToken()));
    }
}
