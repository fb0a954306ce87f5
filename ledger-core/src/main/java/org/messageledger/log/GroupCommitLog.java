package org.messageledger.log;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.messageledger.tree.Hash;
import org.messageledger.tree.TreeHasher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log over a store: one thread writes, one batch after the other. While a batch commits, what arrives gathers into
 * the next; a lone append is written at once.
 */
public final class GroupCommitLog implements Log {

    private static final Logger LOGGER = LoggerFactory.getLogger(GroupCommitLog.class);
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(500);
    private static final Duration IDLE = Duration.ofHours(1);

    private final LogStore store;
    private final LogSettings settings;
    private final AppendQueue queue;
    private final LogCondition condition = new LogCondition();
    private final DurableHead durable;
    private final BatchWriter writer;
    private final StoredTree tree;
    private final Thread writerThread;
    private final Thread followerThread;

    /**
     * Opens the store, which is closed with the log.
     *
     * @throws StorageException when the store cannot be opened, may lose what it commits, or does not add up
     */
    public GroupCommitLog(LogStore store, LogSettings settings) {
        this.store = store;
        this.settings = settings;
        this.queue = new AppendQueue(settings);
        try {
            Tip tip = Tip.load(store, store.open());
            this.durable = new DurableHead(tip.head().head());
            this.writer = new BatchWriter(store, settings, queue, durable, condition, tip);
        } catch (IllegalStateException e) {
            store.close();
            throw new StorageException("the stored log does not add up", e);
        } catch (StorageException e) {
            store.close();
            throw e;
        }
        this.tree = new StoredTree(store);
        this.writerThread = new Thread(this::write, "ledger-log-writer");
        this.followerThread = new Thread(this::follow, "ledger-log-follower");
        writerThread.start();
        if (store.shared()) {
            followerThread.setDaemon(true);
            followerThread.start();
        }
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
            case FULL -> pending.complete(pushback("queue full"));
            case CLOSED -> pending.complete(pushback(condition.status().statement()));
        }
        return pending.answer();
    }

    private void write() {
        List<Pending> batch = List.of();
        try {
            while (!queue.isClosed()) {
                batch = queue.take(condition.troubled() ? PROBE_INTERVAL : IDLE);
                if (!batch.isEmpty()) {
                    writer.write(batch);
                } else if (condition.troubled()) {
                    writer.probe();
                }
            }
        } catch (InterruptedException e) {
            condition.stop("writer was interrupted");
        } catch (Throwable e) {
            LOGGER.error("the log's writer died", e);
            condition.stop("writer died: cause=" + e);
        } finally {
            // Those of the batch under way may have been written; those in the queue certainly not.
            batch.forEach(pending -> pending.complete(new AppendOutcome.Unknown()));
            condition.close();
            queue.close().forEach(pending -> pending.complete(pushback("closed")));
        }
    }

    /** Notices what other processes append. */
    private void follow() {
        try {
            while (!queue.isClosed()) {
                queue.pause(settings.headPollInterval());
                try {
                    Head known = durable.get();
                    Head read = store.head().head();
                    Optional<String> contradiction = HeadCheck.contradiction(store, known, read);
                    if (contradiction.isPresent()) {
                        condition.stop(contradiction.get());
                        return;
                    }
                    durable.advance(read);
                } catch (StorageException e) {
                    condition.trouble("storage does not answer: cause=" + e.getMessage());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private AppendOutcome.Pushback pushback(String reason) {
        return new AppendOutcome.Pushback(settings.retryAfter(), reason);
    }

    @Override
    public Head head() {
        return durable.get();
    }

    @Override
    public List<Entry> read(long leafIndex, int countMax) {
        return store.read(leafIndex, countMax, durable.get().size());
    }

    @Override
    public List<Entry> readStream(String stream, long fromSequenceNumber) {
        return store.readStream(stream, fromSequenceNumber, durable.get().size());
    }

    @Override
    public Optional<Entry> find(UUID eventId) {
        if (writer.isUncertain(eventId)) {
            throw new StorageException("not known yet whether the event was written: eventId=" + eventId);
        }
        return store.find(eventId)
                .filter(entry -> entry.leafIndex() < durable.get().size());
    }

    @Override
    public Head batchOf(long leafIndex) {
        requireLeaf(leafIndex);
        return store.batchOf(leafIndex)
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
    public Hash rootAt(long size) {
        if (size == 0) {
            return TreeHasher.empty();
        }
        requireLeaf(size - 1);
        Head batch = batchOf(size - 1);
        return batch.size() == size ? batch.tree().root() : tree.rootAt(size);
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
    public void close() {
        queue.close().forEach(pending -> pending.complete(pushback("closed")));
        boolean interrupted = false;
        while (true) {
            try {
                writerThread.join();
                followerThread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        store.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
