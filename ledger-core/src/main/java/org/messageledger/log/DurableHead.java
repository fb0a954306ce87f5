package org.messageledger.log;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The newest head known to be durable: what readers are held to. Only grows. */
final class DurableHead {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private volatile Head head;

    DurableHead(Head head) {
        this.head = head;
    }

    Head get() {
        return head;
    }

    void advance(Head newer) {
        lock.lock();
        try {
            if (newer.size() > head.size()) {
                head = newer;
                grown.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    boolean awaitMoreThan(long size, Duration atMost) throws InterruptedException {
        if (head.size() > size) {
            return true;
        }
        lock.lockInterruptibly();
        try {
            long leftNanos = TimeUnit.NANOSECONDS.convert(atMost);
            while (head.size() <= size && leftNanos > 0) {
                leftNanos = grown.awaitNanos(leftNanos);
            }
            return head.size() > size;
        } finally {
            lock.unlock();
        }
    }
}
