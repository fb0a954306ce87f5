package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DatabaseClockTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Duration passed = Duration.ZERO;
    private int asked;
    private final DatabaseClock clock = new DatabaseClock(() -> passed.toNanos());

    private Instant truth() {
        return START.plus(passed);
    }

    /** Takes a while to be asked, a while to answer. */
    private Instant slowDatabase() {
        asked++;
        pass(200);
        Instant answer = truth();
        pass(700);
        return answer;
    }

    private void pass(long millis) {
        passed = passed.plusMillis(millis);
    }

    @Test
    void isNeverAheadOfADatabaseThatAnswersSlowly() {
        for (int i = 0; i < 100; i++) {
            assertThat(clock.now(this::slowDatabase)).isBeforeOrEqualTo(truth());
            pass(37);
        }
        assertThat(asked).isGreaterThan(1);
    }

    @Test
    void isCarriedOnByTimePassedForASecond() {
        Instant first = clock.now(this::slowDatabase);
        pass(999);

        assertThat(clock.now(this::slowDatabase)).isEqualTo(first.plusMillis(999));
        pass(2);
        assertThat(clock.now(this::slowDatabase)).isAfter(first.plusMillis(1_001));
        assertThat(asked).isEqualTo(2);
    }
}
