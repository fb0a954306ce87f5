package org.messageledger.log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Appends waiting for a batch, bounded by count and bytes, and those that were taken and not answered yet: the batch on its
 * way and the one being built. No timer: who has nothing to do takes whatever comes.
 */
final class AppendQueue {

    private final LogSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition closing = lock.newCondition();
    private final Deque<Pending> waiting = new ArrayDeque<>();
    private final Deque<Pending> taken = new ArrayDeque<>();
    private long waitingBytes;
    private int wanted = 1;
    private boolean woken;
    private boolean closed;

    AppendQueue(LogSettings settings) {
        this.settings = settings;
    }

    /** What became of an offer. */
    enum Offer {
        TAKEN,
        FULL,
        CLOSED
    }

    Offer offer(Pending pending) {
        lock.lock();
        try {
            if (closed) {
                return Offer.CLOSED;
            }
            if (waiting.size() >= settings.queueAppendsMax()
                    || waitingBytes + pending.sizeBytes() > settings.queueBytesMax()) {
                return Offer.FULL;
            }
            waiting.add(pending);
            waitingBytes += pending.sizeBytes();
            if (waiting.size() >= wanted) {
                changed.signal();
            }
            return Offer.TAKEN;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Appends for a batch that holds so many entries and bytes already, oldest first, as many as it has room for. Waits
     * until at least {@code countMin} are there; less when the queue was closed or woken, or the time is over.
     */
    List<Pending> take(Duration atMost, int countMin, int entries, long bytes) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!taken.isEmpty() && taken.element().answered()) {
                taken.remove();
            }
            wanted = countMin;
            long leftNanos = atMost.toNanos();
            while (waiting.size() < countMin && !closed && !woken && leftNanos > 0) {
                leftNanos = changed.awaitNanos(leftNanos);
            }
            woken = false;
            List<Pending> next = closed ? List.of() : next(entries, bytes);
            taken.addAll(next);
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Has whoever waits for a batch come back without one. */
    void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private List<Pending> next(int entriesBefore, long bytesBefore) {
        List<Pending> batch = new ArrayList<>();
        int entries = entriesBefore;
        long bytes = bytesBefore;
        while (!waiting.isEmpty()) {
            Pending first = waiting.element();
            entries += first.entryCount();
            bytes += first.sizeBytes();
            if (entries > first.entryCount()
                    && (entries > settings.batchEntriesMax() || bytes > settings.batchBytesMax())) {
                break;
            }
            batch.add(waiting.remove());
            waitingBytes -= first.sizeBytes();
        }
        return batch;
    }

    /** Those that have waited too long for their answer. They do not wait any longer. */
    List<Pending> overdue(long nowNanos) {
        lock.lock();
        try {
            List<Pending> overdue = new ArrayList<>();
            taken.stream().filter(pending -> isOverdue(pending, nowNanos)).forEach(overdue::add);
            while (!waiting.isEmpty() && isOverdue(waiting.element(), nowNanos)) {
                Pending first = waiting.remove();
                waitingBytes -= first.sizeBytes();
                overdue.add(first);
            }
            return overdue;
        } finally {
            lock.unlock();
        }
    }

    private static boolean isOverdue(Pending pending, long nowNanos) {
        return !pending.answered() && pending.nanosToDeadline(nowNanos) <= 0;
    }

    /** When the next one will have waited too long, if nobody answers before. */
    long nanosToDeadline(long nowNanos) {
        lock.lock();
        try {
            return Stream.concat(taken.stream(), Stream.ofNullable(waiting.peek()))
                    .filter(pending -> !pending.answered())
                    .mapToLong(pending -> pending.nanosToDeadline(nowNanos))
                    .min()
                    .orElse(settings.appendDeadline().toNanos());
        } finally {
            lock.unlock();
        }
    }

    /** Those that were taken and may not have been answered yet. */
    List<Pending> taken() {
        lock.lock();
        try {
            return List.copyOf(taken);
        } finally {
            lock.unlock();
        }
    }

    /** Waits that long, less when the queue is closed meanwhile. A closed queue waits too: the storage needs its time. */
    void pause(Duration pause) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            boolean wasClosed = closed;
            long leftNanos = pause.toNanos();
            while (leftNanos > 0 && closed == wasClosed) {
                leftNanos = closing.awaitNanos(leftNanos);
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more, and hands out what is left. */
    List<Pending> close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            closing.signalAll();
            List<Pending> left = List.copyOf(waiting);
            waiting.clear();
            waitingBytes = 0;
            return left;
        } finally {
            lock.unlock();
        }
    }
}
