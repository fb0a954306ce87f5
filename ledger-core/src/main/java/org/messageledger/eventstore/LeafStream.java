package org.messageledger.eventstore;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.messageledger.log.Entry;
import org.messageledger.log.Log;
import org.messageledger.wire.EntryReader;
import org.messageledger.wire.UnreadableEntryException;

/** Reads on from a leaf, a page at a time. Read by one thread; a thread of its own tells when the log has grown. */
final class LeafStream implements BlockingStream<TrackedEventMessage<?>> {

    private static final int PAGE_LEAVES = 1_000;
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final Log log;
    private final EntryReader reader;
    private final Deque<TrackedEventMessage<?>> page = new ArrayDeque<>();
    private volatile long nextLeaf;
    private volatile boolean closed;
    private @Nullable Thread watcher;

    LeafStream(Log log, EntryReader reader, long firstLeaf) {
        this.log = log;
        this.reader = reader;
        this.nextLeaf = firstLeaf;
    }

    /** Empty before a leaf that cannot be read: who looks ahead must not lose what it has taken already. */
    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        try {
            fill();
        } catch (UnreadableEntryException e) {
            return Optional.empty(); // whoever asks for the next one is told
        }
        return Optional.ofNullable(page.peek());
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        if (fill()) {
            return true;
        }
        return timeout > 0 && log.awaitMoreThan(nextLeaf, Duration.of(timeout, unit.toChronoUnit())) && fill();
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (!closed) {
            if (hasNextAvailable((int) WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return page.remove();
            }
        }
        throw new NoSuchElementException("the stream is closed");
    }

    /**
     * A leaf that cannot be read is thrown where it is met, each time, after all before it have been given: whoever
     * skipped it would show less than the log holds.
     */
    private boolean fill() {
        if (page.isEmpty() && log.head().size() > nextLeaf) {
            for (Entry entry : log.read(nextLeaf, PAGE_LEAVES)) {
                try {
                    page.add(LeafMessage.of(entry, reader.read(entry.bytes())));
                } catch (UnreadableEntryException e) {
                    if (page.isEmpty()) {
                        throw new UnreadableEntryException("leaf cannot be read: leafIndex=" + entry.leafIndex(), e);
                    }
                    break;
                }
                nextLeaf = entry.leafIndex() + 1;
            }
        }
        return !page.isEmpty();
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
        Thread thread = new Thread(() -> watch(callback), "ledger-leaf-watcher");
        thread.setDaemon(true);
        watcher = thread;
        thread.start();
        return true;
    }

    private void watch(Runnable callback) {
        long told = nextLeaf;
        try {
            while (!closed) {
                if (log.awaitMoreThan(told, WAIT)) {
                    told = log.head().size();
                    callback.run();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        Thread thread = watcher;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
