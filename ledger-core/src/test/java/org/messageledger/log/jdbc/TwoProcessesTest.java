package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.AppendOutcome.Appended;
import org.messageledger.log.Drafts;
import org.messageledger.log.Entry;
import org.messageledger.log.Log;

/** Where several processes append to one log. */
class TwoProcessesTest extends LogContract {

    @BeforeEach
    void onlyWhereSeveralMayAppend() {
        try (JdbcLogStore store = new JdbcLogStore(database, true)) {
            assumeTrue(store.shared());
        }
    }

    @Test
    void refusesWhatWasDecidedBeforeAnotherProcessMovedTheStream() {
        log.append(Drafts.next("a", 0)).join();
        try (Log other = another()) {
            assertThat(other.append(Drafts.next("a", 1)).join()).isInstanceOf(Appended.class);
        }

        assertThat(log.append(Drafts.reading("a", 0)).join()).isEqualTo(new AppendOutcome.Moved(List.of("a")));
        assertThat(log.append(Drafts.reading("a", 1)).join()).isInstanceOf(Appended.class);
    }

    @Test
    void keepsOneOrderWhenTwoProcessesAppendAtATime() {
        List<Appended> acknowledged = new ArrayList<>();
        try (Log other = another()) {
            List<CompletableFuture<AppendOutcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 600; i++) {
                outcomes.add((i % 2 == 0 ? log : other).append(Drafts.alone()));
                if (i % 40 == 0) {
                    outcomes.get(i).join();
                }
            }
            outcomes.forEach(outcome -> acknowledged.add((Appended) outcome.join()));
        }
        log.append(Drafts.alone()).join();

        assertTrue(log, acknowledged);
        Instant last = Instant.MIN;
        for (Entry entry : log.read(0, 1_000)) {
            Instant recordedAt = log.batchOf(entry.leafIndex()).recordedAt();
            assertThat(recordedAt).isAfterOrEqualTo(last);
            last = recordedAt;
        }
    }

    /** In the median, for the machine may be busy. */
    @Test
    void showsWhatAnotherProcessAppendsWithinATenthOfASecond() throws Exception {
        List<Long> delayMillis = new ArrayList<>();
        try (Log other = another()) {
            for (int i = 0; i < 21; i++) {
                long size = other.head().size();
                assertThat(log.append(Drafts.alone()).join()).isInstanceOf(Appended.class);
                long start = System.nanoTime();
                assertThat(other.awaitMoreThan(size, Duration.ofSeconds(10))).isTrue();
                delayMillis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            }
        }
        Collections.sort(delayMillis);

        assertThat(delayMillis.get(delayMillis.size() / 2)).isLessThan(100);
    }
}
