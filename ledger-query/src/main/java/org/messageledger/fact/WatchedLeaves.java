package org.messageledger.fact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
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
 * The leaves in batches, one ahead of the writer: what can be done without the database is done here, while it writes the
 * batch before. At which leaf the source fails is remembered as long as it does. It fails towards the processor only when
 * all leaves before that one are facts, because a processor drops what it has taken and not yet handled.
 */
final class WatchedLeaves implements StreamableMessageSource<TrackedEventMessage<?>> {

    /** Keeps memory bounded: a listing of 200 messages weighs 200. */
    static final int WEIGHT_MAX = 4_000;

    private final StreamableMessageSource<TrackedEventMessage<?>> source;
    private final LongSupplier position;
    private final FactHealth health;
    private final int batchSize;
    private volatile boolean failing;
    private final AtomicLong taken = new AtomicLong();
    private volatile Runnable readOn = () -> {};

    /**
     * @param position the first leaf that is not a fact yet
     * @param batchSize most leaves of a batch
     */
    WatchedLeaves(
            StreamableMessageSource<TrackedEventMessage<?>> source,
            LongSupplier position,
            FactHealth health,
            int batchSize) {
        this.source = source;
        this.position = position;
        this.health = health;
        this.batchSize = batchSize;
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

    private static Extracted extract(TrackedEventMessage<?> leaf) {
        return Extracted.of(LeafMessage.leafIndex(leaf), LeafMessage.stored(leaf));
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

    private static void tell(Runnable callback) {
        try {
            callback.run();
        } catch (RejectedExecutionException e) {
            // The processor has ended: what is being written is finished, and nobody reads on.
        }
    }

    private final class Watched implements BlockingStream<TrackedEventMessage<?>> {

        private final BlockingStream<TrackedEventMessage<?>> leaves;
        private final List<Extracted> gathered = new ArrayList<>();
        private volatile long nextLeaf;

        Watched(BlockingStream<TrackedEventMessage<?>> leaves, long nextLeaf) {
            this.leaves = leaves;
            this.nextLeaf = nextLeaf;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return Optional.empty(); // nobody needs to know before the writer has taken the last one
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            if (gathered.isEmpty() && nextLeaf > taken.get()) {
                return false; // until the writer has taken the last one
            }
            try {
                gather(timeout, unit);
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
            return !gathered.isEmpty();
        }

        /** What there is. Fails only where it begins: a leaf that fails later is met again. */
        private void gather(int timeout, TimeUnit unit) throws InterruptedException {
            if (!gathered.isEmpty() || !leaves.hasNextAvailable(timeout, unit)) {
                return;
            }
            try {
                int weight = 0;
                Optional<TrackedEventMessage<?>> leaf = leaves.peek();
                while (leaf.isPresent() && gathered.size() < batchSize && weight < WEIGHT_MAX) {
                    Extracted extracted = extract(leaf.get());
                    gathered.add(extracted);
                    weight += extracted.weight();
                    TrackedEventMessage<?> unused = leaves.nextAvailable();
                    leaf = leaves.peek();
                }
            } catch (RuntimeException | VirtualMachineError e) {

                if (gathered.isEmpty()) {
                    throw e;
                }
            }
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
            if (!hasNextAvailable(0, TimeUnit.MILLISECONDS)) {
                throw new NoSuchElementException("no batch: ask before");
            }
            Batch batch = new Batch(gathered);
            gathered.clear();
            nextLeaf = batch.nextLeaf();
            return batch.message();
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            readOn = () -> tell(callback);
            return leaves.setOnAvailableCallback(readOn);
        }

        @Override
        public void close() {
            leaves.close();
        }
    }
}
