package org.messageledger.log;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that the log cannot do without: whatever it dies of stops the log, which says so. */
final class LogThread {

    private static final Logger LOGGER = LoggerFactory.getLogger(LogThread.class);

    private final Thread thread;

    /** What a thread does. */
    interface Work {
        void run() throws InterruptedException;
    }

    /** @param afterwards done in any case, once the log is stopped if it had to be */
    LogThread(String role, LogCondition condition, Work work, Runnable afterwards) {
        this.thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (InterruptedException e) {
                        condition.stop(role + " was interrupted");
                    } catch (Throwable e) {
                        condition.stop(role + " died: cause=" + e);
                        LOGGER.error("a thread of the log died: role={}", role, e);
                    } finally {
                        afterwards.run();
                    }
                },
                "ledger-log-" + role);
    }

    LogThread daemon() {
        thread.setDaemon(true);
        return this;
    }

    void start() {
        thread.start();
    }

    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /** Whether it has ended, or does so before that time. */
    boolean endsBefore(long nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.timedJoin(thread, nanos - System.nanoTime());
        return !thread.isAlive();
    }
}
