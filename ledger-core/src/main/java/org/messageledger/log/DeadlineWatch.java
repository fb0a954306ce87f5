package org.messageledger.log;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Answers those who have waited too long, whatever the writer is waiting for. Runs in a thread of its own. */
final class DeadlineWatch {

    private final AppendQueue queue;
    private final LogSettings settings;
    private final LogCondition condition;
    private final CountDownLatch over = new CountDownLatch(1);

    DeadlineWatch(AppendQueue queue, LogSettings settings, LogCondition condition) {
        this.queue = queue;
        this.settings = settings;
        this.condition = condition;
    }

    /** Returns once it has been ended. */
    void run() throws InterruptedException {
        do {
            answerOverdue(System.nanoTime());
            // Whoever comes meanwhile has a later deadline.
        } while (!over.await(queue.nanosToDeadline(System.nanoTime()), TimeUnit.NANOSECONDS));
    }

    private void answerOverdue(long nowNanos) {
        for (Pending pending : queue.overdue(nowNanos)) {
            if (condition.status().appending()) {
                condition.trouble("storage does not answer in time");
            }
            pending.giveUp(settings.pushback("append deadline passed"));
        }
    }

    void end() {
        over.countDown();
    }
}
