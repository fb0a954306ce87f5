package org.messageledger.recording;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Whether a client that is behind with its answers takes enough of them: a few bytes just before each timeout would keep
 * its request for ever. Time in which nothing waits for it does not count.
 */
final class TakeRate {

    private final Duration allowance;
    private final long bytesPerSecond;
    private final LongSupplier nanoClock;
    private boolean behind;
    private long behindSinceNanos;
    private long takenBytes;

    /** @param allowance how long it may be behind, whatever it takes; beyond, every byte must have come at the rate */
    TakeRate(Duration allowance, long bytesPerSecond, LongSupplier nanoClock) {
        this.allowance = allowance;
        this.bytesPerSecond = bytesPerSecond;
        this.nanoClock = nanoClock;
    }

    /** Something waits for it. */
    void waiting() {
        if (!behind) {
            behind = true;
            behindSinceNanos = nanoClock.getAsLong();
            takenBytes = 0;
        }
    }

    void caughtUp() {
        behind = false;
    }

    /** @throws IOException when that was too little since it last caught up */
    void taken(int bytes) throws IOException {
        takenBytes += bytes;
        double behindSeconds =
                (nanoClock.getAsLong() - behindSinceNanos - allowance.toNanos()) / (double) TimeUnit.SECONDS.toNanos(1);
        if (behindSeconds * bytesPerSecond > takenBytes) {
            throw new IOException("the client takes its answers too slowly: bytes=" + takenBytes);
        }
    }
}
