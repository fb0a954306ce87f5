package org.messageledger.log;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

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

    HeadReading(LogStore store, DurableHead durable, LogCondition condition) {
        this.store = store;
        this.durable = durable;
        this.condition = condition;
    }

    /**
     * Returns once the head has been read by a query that began after the call. False, and the log stopped, when it
     * contradicts what was shown.
     */
    boolean now() {
        long mine = asked.incrementAndGet();
        reading.lock();
        try {
            if (answered >= mine) {
                return true;
            }
            long all = asked.get();
            if (!read()) {
                return false;
            }
            answered = all;
            return true;
        } finally {
            reading.unlock();
        }
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
