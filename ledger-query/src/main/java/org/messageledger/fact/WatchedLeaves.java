package org.messageledger.fact;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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

    /**
     * Less than the 1,024 events that fill Axon's buffer: when it is full Axon looks again only after 100 ms, and nothing
     * wakes it sooner.
     */
    private static final int AHEAD_MAX = 1_000;

    private final StreamableMessageSource<TrackedEventMessage<?>> source;
    private final LongSupplier position;
    private final FactHealth health;
    private volatile boolean failing;
    private final AtomicLong taken = new AtomicLong();
    private volatile Runnable readOn = () -> {};

    /** @param position the first leaf that is not a fact yet */
    WatchedLeaves(StreamableMessageSource<TrackedEventMessage<?>> source, LongSupplier position, FactHealth health) {
        this.source = source;
        this.position = position;
        this.health = health;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        long first = token == null ? 0 : token.position().orElse(-1) + 1;
        taken.set(first);
        return new Watched(source.openStream(token), first);
    }

    /**
     * To be called when all leaves before this one have left the processor's buffer, or will not be let in: the processor
     * may keep its stream over a claim of another process, and passes over what that has written.
     */
    void taken(long leafIndex) {
        taken.accumulateAndGet(leafIndex, Math::max);
        readOn.run();
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
            if (nextLeaf - taken.get() >= AHEAD_MAX) {
                return false; // until the writer has taken some
            }
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
            readOn = callback;
            return leaves.setOnAvailableCallback(callback);
        }

        @Override
        public void close() {
            leaves.close();
        }
    }
}
