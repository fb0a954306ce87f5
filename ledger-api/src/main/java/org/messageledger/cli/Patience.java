package org.messageledger.cli;

import java.io.PrintWriter;
import java.time.Duration;

/**
 * How long to go on asking a ledger that is away: pauses that double from a tenth of a second to five, or as long as the
 * ledger asks for, until the total has passed since the first failure. Any success gives the whole total back.
 */
final class Patience {

    private static final Duration PAUSE_MIN = Duration.ofMillis(100);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(5);

    private final Duration total;
    private final PrintWriter err;
    private boolean failing;
    private long failingSinceNanos;
    private Duration pause = PAUSE_MIN;

    Patience(Duration total, PrintWriter err) {
        this.total = total;
        this.err = err;
    }

    void succeeded() {
        failing = false;
        pause = PAUSE_MIN;
    }

    /** Waits; at the end of the patience it fails and says what the caller can do. */
    void pauseAfter(TryAgain failure) throws ImportFailure, InterruptedException {
        boolean first = !failing;
        if (first) {
            failing = true;
            failingSinceNanos = System.nanoTime();
        }
        Duration waited = Duration.ofNanos(System.nanoTime() - failingSinceNanos);
        Duration next = failure.notBefore().compareTo(pause) > 0 ? failure.notBefore() : pause;
        if (waited.plus(next).compareTo(total) > 0) {
            throw new ImportFailure("gave up after " + waited.toSeconds() + " s: " + failure.reason()
                    + ". Nothing is lost: run the same command again when the ledger is there, it goes on where this"
                    + " one stopped.");
        }
        if (first) {
            err.println(failure.reason() + "; trying again for up to " + total.toSeconds() + " s");
        }
        Thread.sleep(next.toMillis());
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(PAUSE_MAX) < 0 ? doubled : PAUSE_MAX;
    }
}
