package org.messageledger.log;

import java.util.Optional;

/** Notices what other processes append, and shows it to readers. Runs in a thread of its own, until the queue is closed. */
final class HeadFollower {

    private final LogStore store;
    private final LogSettings settings;
    private final AppendQueue queue;
    private final DurableHead durable;
    private final LogCondition condition;

    HeadFollower(LogStore store, LogSettings settings, AppendQueue queue, DurableHead durable, LogCondition condition) {
        this.store = store;
        this.settings = settings;
        this.queue = queue;
        this.durable = durable;
        this.condition = condition;
    }

    void run() throws InterruptedException {
        while (!queue.isClosed()) {
            queue.pause(settings.headPollInterval());
            try {
                if (!follow()) {
                    return;
                }
            } catch (StorageException e) {
                // The writer finds out when it has passed.
                condition.trouble("storage does not answer: cause=" + e.getMessage());
            }
        }
    }

    /** False, and the log stopped, when the head contradicts what was shown. */
    private boolean follow() {
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
