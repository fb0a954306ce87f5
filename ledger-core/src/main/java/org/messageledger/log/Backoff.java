package org.messageledger.log;

import java.time.Duration;

/** Ever longer pauses between two attempts at a storage that does not answer. */
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(20);
    private static final Duration MAX = Duration.ofMillis(500);

    private final AppendQueue queue;
    private Duration next = FIRST;

    Backoff(AppendQueue queue) {
        this.queue = queue;
    }

    void pause() throws InterruptedException {
        queue.pause(next);
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(MAX) < 0 ? doubled : MAX;
    }
}
