package org.messageledger.verify;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Gives way to appends: while the log grows, a check works a tenth of the time only, in pieces of some milliseconds; on a
 * log that nobody appends to it does not wait.
 */
public final class Pace {

    private static final int PAUSES = 9;
    private static final Duration PAUSE_MAX = Duration.ofSeconds(1);

    private final LongSupplier logSize;
    private long size;
    private long sinceNanos;

    /** @param logSize how many leaves the log has; asked often */
    public Pace(LongSupplier logSize) {
        this.logSize = logSize;
        this.size = logSize.getAsLong();
        this.sinceNanos = System.nanoTime();
    }

    /** To be called after each piece of work. */
    public void giveWay() {
        long now = logSize.getAsLong();
        if (now != size) {
            long worked = System.nanoTime() - sinceNanos;
            LockSupport.parkNanos(Math.min(PAUSES * worked, PAUSE_MAX.toNanos()));
            size = now;
        }
        sinceNanos = System.nanoTime();
    }
}
