package org.messageledger.log;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Reads the head that other processes may have moved, and shows it to readers. Any thread may ask; those that ask while one
 * reads share the next reading.
 */
final class HeadReading {

    private final LogStore store;
    private final DurableHead durable;
    private final LogCondition condition;
    private final ReentrantLock reading = new ReentrantLock();
    private final AtomicLong asked = new AtomicLong();
    private long answered;
    private @Nullable StorageException failure;

    HeadReading(LogStore store, DurableHead durable, LogCondition condition) {
        this.store = store;
        this.durable = durable;
        this.condition = condition;
    }

    /**
     * Returns once the head has been read by a query that began after the call. False, and the log stopped, when it
     * contradicts what was shown.
     *
     * @throws StorageException when that query fails; also to those who share it: the storage may take its time to fail
     */
    boolean now() {
        long mine = asked.incrementAndGet();
        reading.lock();
        try {
            if (answered < mine) {
                return readForAll();
            }
            if (failure != null) {
                throw new StorageException(String.valueOf(failure.getMessage()), failure);
            }
            return true;
        } finally {
            reading.unlock();
        }
    }

    private boolean readForAll() {
        long all = asked.get();
        try {
            if (!read()) {
                return false;
            }
            failure = null;
        } catch (StorageException e) {
            failure = e;
            answered = all;
            throw e;
        }
        answered = all;
        return true;
    }

    private boolean read() {
        Head known = durable.get();
        Head read = store.head().head();
        Optional<String> contradiction = HeadCheck.contradiction(store, known, read);
        if (contradiction.isPresent()) {
            condition.stop(contradiction.get());
            return false;
        }
        durable.advance(read);
        return true;
    }
}
