package org.messageledger.eventstore;

import java.time.Instant;
import java.util.OptionalLong;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.messageledger.log.Log;
import org.messageledger.wire.EntryReader;

/**
 * The log as event processors read it: every durable leaf in order, its index as the token. Wakes its readers when the
 * log grows; Axon's embedded event store would have them look again after half a second.
 */
final class LeafSource implements StreamableMessageSource<TrackedEventMessage<?>> {

    private final Log log;
    private final EntryReader reader;

    LeafSource(Log log, EntryReader reader) {
        this.log = log;
        this.reader = reader;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken trackingToken) {
        return new LeafStream(log, reader, leafAfter(trackingToken));
    }

    @Override
    public TrackingToken createTailToken() {
        return new GlobalSequenceTrackingToken(-1);
    }

    @Override
    public TrackingToken createHeadToken() {
        return new GlobalSequenceTrackingToken(log.head().size() - 1);
    }

    /** The last leaf recorded before {@code dateTime}. */
    @Override
    public TrackingToken createTokenAt(Instant dateTime) {
        return new GlobalSequenceTrackingToken(log.sizeBefore(dateTime) - 1);
    }

    static long leafAfter(@Nullable TrackingToken token) {
        if (token == null) {
            return 0;
        }
        OptionalLong position = token.position();
        if (position.isEmpty()) {
            throw new IllegalArgumentException("not a leaf index: token=" + token);
        }
        return position.getAsLong() + 1;
    }
}
