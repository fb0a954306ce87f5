package org.messageledger.log;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.messageledger.tree.Hash;
import org.messageledger.tree.TreeHasher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log over a store: one thread writes, one batch after the other. While a batch commits, what arrives is built into
 * the next; a lone append is written at once.
 */
public final class GroupCommitLog implements Log {

    private static final Logger LOGGER = LoggerFactory.getLogger(GroupCommitLog.class);

    private final LogStore store;
    private final LogSettings settings;
    private final AppendQueue queue;
    private final LogCondition condition = new LogCondition();
    private final InFlight inFlight = new InFlight();
    private final DurableHead durable;
    private final HeadReading reading;
    private final Settlement settlement;
    private final CurrentTip tip;
    private final BatchPipeline pipeline;
    private final @Nullable HeadKeeper keeper;
    private final StoredTree tree;
    private final DeadlineWatch watch;
    private final List<LogThread> threads;

    /**
     * Opens the store, which is closed with the log.
     *
     * @throws StorageException when the store cannot be opened, may lose what it commits, or does not add up
     */
    public GroupCommitLog(LogStore store, LogSettings settings) {
        this(store, settings, null);
    }

    /**
     * Opens the store, and keeps the acknowledged head from then on: a second late while it runs. A store that holds less than
     * was acknowledged, or something else, is opened to be read only: the log has stopped from the beginning, and what was
     * acknowledged stays kept.
     *
     * @throws StorageException when the store cannot be opened, may lose what it commits, or does not add up
     * @throws LostHeadException when nothing is left of what was acknowledged: another log would begin there
     */
    public GroupCommitLog(LogStore store, LogSettings settings, @Nullable AcknowledgedHead acknowledged) {
        this.store = store;
        this.settings = settings;
        this.queue = new AppendQueue(settings);
        this.watch = new DeadlineWatch(queue, settings, condition);
        try {
            Tip stored = Tip.load(store, store.open());
            this.durable = new DurableHead(stored.head().head());
            this.tree = new StoredTree(store, durable);
            boolean lost = acknowledged != null && stopsIfLost(acknowledged);
            this.keeper = acknowledged == null || lost ? null : new HeadKeeper(acknowledged, durable, queue);
            this.reading = new HeadReading(store, durable, condition);
            this.tip = new CurrentTip(store, settings, durable, condition, stored);
            this.settlement = new Settlement(store, queue, durable, condition);
            BatchWriter writer = new BatchWriter(store, settings, queue, durable, condition, inFlight, tip);
            this.pipeline = new BatchPipeline(store, queue, condition, inFlight, tip, writer, settlement);
            this.threads = threads(store.shared());
            threads.forEach(LogThread::start);
        } catch (IllegalStateException e) {
            store.close();
            throw new StorageException("the stored log does not add up", e);
        } catch (Throwable e) {
            queue.close();
            store.close();
            throw e;
        }
    }

    private boolean stopsIfLost(AcknowledgedHead acknowledged) {
        Optional<String> contradiction = HeadKeeper.contradiction(acknowledged, durable.get(), tree);
        if (contradiction.isPresent() && durable.get().size() == 0) {
            throw new LostHeadException(contradiction.get());
        }
        contradiction.ifPresent(condition::stop);
        return contradiction.isPresent();
    }

    private List<LogThread> threads(boolean shared) {
        List<LogThread> all = new ArrayList<>();
        all.add(new LogThread("writer", condition, pipeline::run, this::end));
        all.add(new LogThread("deadlines", condition, watch::run, () -> {}).daemon());
        if (shared) {
            HeadFollower follower = new HeadFollower(reading, settings.headPollInterval(), queue, condition);
            all.add(new LogThread("follower", condition, follower::run, () -> {}).daemon());
        }
        HeadKeeper keeping = keeper;
        if (keeping != null) {
            all.add(new LogThread("keeper", condition, keeping::run, keeping::keep).daemon());
        }
        return all;
    }

    @Override
    public CompletableFuture<AppendOutcome> append(Append append) {
        try {
            AppendCheck.check(append, settings);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
        Pending pending = new Pending(
                append, System.nanoTime() + settings.appendDeadline().toNanos());
        switch (queue.offer(pending)) {
            case TAKEN -> {}
            case FULL -> pending.complete(settings.pushback("queue full"));
            case CLOSED ->
                pending.complete(settings.pushback(
                        condition.stopped() ? condition.status().statement() : "closed"));
        }
        return pending.answer();
    }

    /** Whatever the writer ended of: nobody is left without an answer, and the store is closed behind it. */
    private void end() {
        try {
            condition.close();
            AppendOutcome.Pushback notWritten =
                    settings.pushback(condition.status().statement());
            queue.taken().forEach(pending -> pending.giveUp(notWritten));
            queue.close().forEach(pending -> pending.giveUp(notWritten));
        } finally {
            watch.end();
            store.close();
            HeadKeeper keeping = keeper;
            if (keeping != null) {
                keeping.keep(); // what was acknowledged since the queue was closed
            }
        }
    }

    @Override
    public Head head() {
        return durable.get();
    }

    @Override
    public Head headNow() {
        if (condition.stopped() || (store.shared() && !reading.now())) {
            throw new StorageException(
                    "the log has stopped: " + condition.status().statement());
        }
        return durable.get();
    }

    @Override
    public List<Entry> read(long leafIndex, int countMax) {
        long size = durable.get().size();
        List<Entry> page = store.read(leafIndex, countMax, size);
        long next = leafIndex;
        for (Entry entry : page) {
            if (entry.leafIndex() != next) {
                throw new StorageException("entry is missing: leafIndex=" + next);
            }
            next++;
        }
        if (page.isEmpty() && leafIndex < size && countMax > 0) {
            throw new StorageException("entry is missing: leafIndex=" + leafIndex);
        }
        return page;
    }

    @Override
    public List<Entry> read(Collection<Long> leafIndexes) {
        if (leafIndexes.size() > LEAVES_MAX) {
            throw new IllegalArgumentException("too many leaves at once: leaves=" + leafIndexes.size());
        }
        List<Entry> entries = store.read(leafIndexes, durable.get().size());
        Set<Long> missing = new TreeSet<>(leafIndexes);
        entries.forEach(entry -> missing.remove(entry.leafIndex()));
        if (!missing.isEmpty()) {
            throw new StorageException("entries are missing: leafIndexes=" + missing);
        }
        return entries;
    }

    @Override
    public List<Entry> readStream(String stream, long fromSequenceNumber) {
        List<Entry> entries =
                store.readStream(stream, fromSequenceNumber, durable.get().size());
        long next = fromSequenceNumber;
        for (Entry entry : entries) {
            if (entry.sequenceNumber() != next) {
                throw new StorageException("entry is missing: stream=" + stream + " sequenceNumber=" + next);
            }
            next++;
        }
        return entries;
    }

    @Override
    public Optional<Entry> find(UUID eventId) {
        if (inFlight.isUncertain(eventId)) {
            throw new StorageException("not known yet whether the event was written: eventId=" + eventId);
        }
        return store.find(eventId)
                .filter(entry -> entry.leafIndex() < durable.get().size());
    }

    @Override
    public Head batchOf(long leafIndex) {
        requireLeaf(leafIndex);
        return store.batchOf(leafIndex)
                .filter(batch -> batch.size() > leafIndex)
                .orElseThrow(() -> new StorageException("batch row is missing: leafIndex=" + leafIndex));
    }

    /** A binary search over the batches: recordedAt never decreases along the log. */
    @Override
    public long sizeBefore(Instant time) {
        long low = 0;
        long high = durable.get().size();
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (batchOf(middle).recordedAt().isBefore(time)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public boolean isSettled(Instant time) {
        return settlement.isSettled(time);
    }

    @Override
    public Hash rootAt(long size) {
        if (size == 0) {
            return TreeHasher.empty();
        }
        requireLeaf(size - 1);
        Head batch = batchOf(size - 1);
        return batch.size() == size ? batch.tree().root() : tree.rootAt(size);
    }

    @Override
    public byte[] tile(int level, long index, int width) {
        return tree.tile(level, index, width);
    }

    private void requireLeaf(long leafIndex) {
        long size = durable.get().size();
        if (leafIndex < 0 || leafIndex >= size) {
            throw new IllegalArgumentException("not in the log: leafIndex=" + leafIndex + " size=" + size);
        }
    }

    @Override
    public boolean awaitMoreThan(long size, Duration atMost) throws InterruptedException {
        return durable.awaitMoreThan(size, atMost);
    }

    @Override
    public LogStatus status() {
        return condition.status();
    }

    @Override
    public void stop(String statement) {
        condition.stop(statement);
    }

    /** Does not wait for the log's threads when one of them calls: a continuation of an append may run on it. */
    @Override
    public void close() {
        queue.close().forEach(pending -> pending.giveUp(settings.pushback("closed")));
        if (threads.stream().anyMatch(LogThread::isCurrent)) {
            return;
        }
        long giveUpAt = System.nanoTime() + 2 * settings.appendDeadline().toNanos();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended && System.nanoTime() - giveUpAt < 0) {
            try {
                ended = true;
                for (LogThread thread : threads) {
                    ended &= thread.endsBefore(giveUpAt);
                }
            } catch (InterruptedException e) {
                ended = false;
                interrupted = true;
            }
        }
        if (!ended) {
            LOGGER.error("log closed while the storage does not answer");
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
