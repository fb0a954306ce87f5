package org.messageledger.fact;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.messageledger.eventstore.LeafMessage;

/**
 * The leaves, watched: at which one the source fails is remembered as long as it does. It fails towards the processor
 * only when all leaves before that one are facts, because a processor drops what it has taken and not yet handled.
 */
final class WatchedLeaves implements StreamableMessageSource<TrackedEventMessage<?>> {

    private final StreamableMessageSource<TrackedEventMessage<?>> source;
    private final LongSupplier position;
    private final FactHealth health;
    private volatile boolean failing;

    /** @param position the first leaf that is not a fact yet */
    WatchedLeaves(StreamableMessageSource<TrackedEventMessage<?>> source, LongSupplier position, FactHealth health) {
        this.source = source;
        this.position = position;
        this.health = health;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        long first = token == null ? 0 : token.position().orElse(-1) + 1;
        return new Watched(source.openStream(token), first);
    }

    @Override
    public TrackingToken createTailToken() {
        return source.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return source.createHeadToken();
    }

    @Override
    public TrackingToken createTokenAt(Instant dateTime) {
        return source.createTokenAt(dateTime);
    }

    private final class Watched implements BlockingStream<TrackedEventMessage<?>> {

        private final BlockingStream<TrackedEventMessage<?>> leaves;
        private volatile long nextLeaf;

        Watched(BlockingStream<TrackedEventMessage<?>> leaves, long nextLeaf) {
            this.leaves = leaves;
            this.nextLeaf = nextLeaf;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return leaves.peek();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            boolean available;
            try {
                available = leaves.hasNextAvailable(timeout, unit);
            } catch (RuntimeException e) {
                return failed(e);
            } catch (VirtualMachineError e) {
                // It would end the processor's task, and never be tried again.
                return failed(new FactStorageException("leaf cannot be read", e));
            }
            if (failing) {
                failing = false;
                health.recovered();
            }
            return available;
        }

        /** False as long as there are leaves that are taken and no facts yet: it will be asked again. */
        private boolean failed(RuntimeException e) {
            failing = true;
            health.failed(nextLeaf, e);
            if (position.getAsLong() < nextLeaf) {
                return false;
            }
            throw e;
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            TrackedEventMessage<?> leaf = leaves.nextAvailable();
            nextLeaf = LeafMessage.leafIndex(leaf) + 1;
            return leaf;
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            return leaves.setOnAvailableCallback(callback);
        }

        @Override
        public void close() {
            leaves.close();
        }
    }
}
