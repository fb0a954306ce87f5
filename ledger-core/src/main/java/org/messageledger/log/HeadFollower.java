package org.messageledger.log;

import java.time.Duration;

/** Notices what other processes append. Runs in a thread of its own, until the queue is closed. */
final class HeadFollower {

    private final HeadReading reading;
    private final Duration pollInterval;
    private final AppendQueue queue;
    private final LogCondition condition;

    HeadFollower(HeadReading reading, Duration pollInterval, AppendQueue queue, LogCondition condition) {
        this.reading = reading;
        this.pollInterval = pollInterval;
        this.queue = queue;
        this.condition = condition;
    }

    /** Returns also when the log has stopped. */
    void run() throws InterruptedException {
        while (!queue.isClosed()) {
            queue.pause(pollInterval);
            try {
                if (!reading.now()) {
                    return;
                }
            } catch (StorageException e) {
                // The writer finds out when it has passed.
                condition.trouble("storage does not answer: cause=" + e.getMessage());
            }
        }
    }
}
