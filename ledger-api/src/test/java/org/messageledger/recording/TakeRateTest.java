package org.messageledger.recording;

import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TakeRateTest {

    private final AtomicLong nanos = new AtomicLong(7);
    private final TakeRate rate = new TakeRate(Duration.ofMinutes(10), 1_000, nanos::get);

    @Test
    void lastsAsLongAsTheRateIsKeptInTheMean() throws IOException {
        rate.waiting();
        pass(600);
        rate.taken(10);
        pass(10);
        rate.taken(9_990);
        pass(1_000);
        assertThatIOException().isThrownBy(() -> rate.taken(989_999));
    }

    @Test
    void countsNoTimeInWhichNothingWaits() {
        rate.waiting();
        pass(599);
        rate.caughtUp();
        pass(100_000);
        rate.waiting();
        pass(599);
        rate.waiting();
        assertThatNoException().isThrownBy(() -> rate.taken(1));
        pass(2);
        assertThatIOException().isThrownBy(() -> rate.taken(1));
    }

    private void pass(long seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}
