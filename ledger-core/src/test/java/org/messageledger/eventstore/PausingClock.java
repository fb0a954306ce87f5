package org.messageledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Stops one thread's next look at the time: after the message's state was read, before the decision is made. */
final class PausingClock extends DelegatingClock {

    private final CountDownLatch paused = new CountDownLatch(1);
    private final CountDownLatch resumed = new CountDownLatch(1);
    private final AtomicReference<@Nullable Thread> toPause = new AtomicReference<>();

    void pauseThisThread() {
        toPause.set(Thread.currentThread());
    }

    void awaitPaused() throws InterruptedException {
        assertThat(paused.await(10, TimeUnit.SECONDS)).isTrue();
    }

    void resume() {
        resumed.countDown();
    }

    @Override
    void beforeInstant() {
        if (toPause.compareAndSet(Thread.currentThread(), null)) {
            paused.countDown();
            try {
                assertThat(resumed.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
