package org.messageledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.messageledger.log.AppendOutcome.Pushback;
import org.messageledger.log.AppendOutcome.Unknown;

class PendingTest {

    private static final Pushback OVERDUE = new Pushback(Duration.ofSeconds(1), "append deadline passed");

    @Test
    void isEitherSentOrPushedBackWhoeverComesFirst() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        int sentOnes = 0;
        for (int i = 0; i < 5_000; i++) {
            Pending pending = new Pending(Drafts.alone(), System.nanoTime());
            AtomicBoolean sent = new AtomicBoolean();
            Thread writer = new Thread(() -> {
                await(together);
                sent.set(pending.send());
            });
            writer.start();
            await(together);
            pending.giveUp(OVERDUE);
            writer.join();

            assertThat(pending.answer().join()).isEqualTo(sent.get() ? new Unknown() : OVERDUE);
            sentOnes += sent.get() ? 1 : 0;
        }
        assertThat(sentOnes).as("both must have happened").isBetween(1, 4_999);
    }

    @Test
    void isUncertainInWhateverOrderDeadlinesPass() {
        Pending first = new Pending(Drafts.alone(), 0);
        Pending second = new Pending(Drafts.alone(), 0);
        InFlight inFlight = new InFlight();
        assertThat(inFlight.send(List.of(first, second))).isTrue();
        second.giveUp(OVERDUE);

        assertThat(inFlight.isUncertain(second.append().drafts().get(0).eventId()))
                .isTrue();
        assertThat(inFlight.isUncertain(first.append().drafts().get(0).eventId()))
                .isFalse();
        inFlight.takeBack();
        assertThat(inFlight.isUncertain(second.append().drafts().get(0).eventId()))
                .isFalse();
        assertThat(second.send()).as("its caller may have asked meanwhile").isFalse();
        assertThat(first.send()).isTrue();
    }

    @Test
    void isNotSentWithOneThatWasPushedBackMeanwhile() {
        Pending first = new Pending(Drafts.alone(), 0);
        Pending second = new Pending(Drafts.alone(), 0);
        InFlight inFlight = new InFlight();
        second.giveUp(OVERDUE);

        assertThat(inFlight.send(List.of(first, second))).isFalse();
        first.giveUp(OVERDUE);
        assertThat(first.answer().join()).as("not sent either").isEqualTo(OVERDUE);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
