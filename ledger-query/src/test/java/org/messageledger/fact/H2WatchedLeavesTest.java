package org.messageledger.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How leaves become batches, and how far they are read ahead of the writer. */
class H2WatchedLeavesTest {

    @TempDir
    private Path home;

    @Test
    void aBatchWaitsForTheWriterAndItsTakingTheLastIsTold() throws InterruptedException {
        try (RunningLedger ledger = new RunningLedger(Databases.h2(), home)) {
            ledger.record(new Clinic(6), 30);
            WatchedLeaves leaves = new WatchedLeaves(ledger.leaves(), () -> 0, new FactHealth(), 10);
            BlockingStream<TrackedEventMessage<?>> stream = leaves.openStream(null);
            assertThat(given(stream)).isEqualTo(10);
            assertThat(given(stream)).isZero();
            AtomicInteger told = new AtomicInteger();
            boolean tells = stream.setOnAvailableCallback(told::incrementAndGet);
            assertThat(tells).isTrue();
            leaves.taken(10);
            leaves.taken(5); // late, of a writer that has lost its claim
            assertThat(given(stream)).isEqualTo(10);
            stream.close(); // nobody but the writer tells

            int before = told.get();
            leaves.taken(20);
            assertThat(told.get()).isGreaterThan(before);
        }
    }

    @Test
    void aBatchLeavesOutWhatIsWrittenAlready() throws InterruptedException {
        try (RunningLedger ledger = new RunningLedger(Databases.h2(), home)) {
            ledger.record(new Clinic(6), 30);
            WatchedLeaves leaves = new WatchedLeaves(ledger.leaves(), () -> 0, new FactHealth(), 10);
            Batch batch = Batch.of(leaves.openStream(null).nextAvailable());

            assertThat(batch.from(0).stream().map(Extracted::leafIndex))
                    .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
            assertThat(batch.from(8).stream().map(Extracted::leafIndex)).containsExactly(8L, 9L);
            assertThat(batch.from(12)).isEmpty();
        }
    }

    /** As on closing, when the last batch is being written. */
    @Test
    void aProcessorThatHasEndedDoesNotKeepTheWriterFromFinishing() {
        try (RunningLedger ledger = new RunningLedger(Databases.h2(), home)) {
            WatchedLeaves leaves = new WatchedLeaves(ledger.leaves(), () -> 0, new FactHealth(), 10);
            BlockingStream<TrackedEventMessage<?>> stream = leaves.openStream(null);
            boolean tells = stream.setOnAvailableCallback(() -> {
                throw new RejectedExecutionException();
            });
            assertThat(tells).isTrue();

            assertThatCode(() -> leaves.taken(1)).doesNotThrowAnyException();
            stream.close();
        }
    }

    @Test
    void aBatchEndsWhereItIsHeavy() throws InterruptedException {
        String[] messages = IntStream.range(0, 200).mapToObj(i -> "portal:" + i).toArray(String[]::new);
        try (RunningLedger ledger = new RunningLedger(Databases.h2(), home)) {
            for (int i = 0; i < 21; i++) {
                ledger.record(Commands.list(messages));
            }
            GlobalSequenceTrackingToken before = new GlobalSequenceTrackingToken(ledger.history.size() - 22);
            WatchedLeaves leaves = new WatchedLeaves(ledger.leaves(), () -> 0, new FactHealth(), 1_000);
            BlockingStream<TrackedEventMessage<?>> stream = leaves.openStream(before);

            assertThat(given(stream)).isEqualTo(20);
            leaves.taken(ledger.history.size() - 1);
            assertThat(given(stream)).isEqualTo(1);
        }
    }

    /** Leaves of the next batch; zero when there is none yet. */
    private static int given(BlockingStream<TrackedEventMessage<?>> stream) throws InterruptedException {
        return stream.hasNextAvailable(0, TimeUnit.MILLISECONDS)
                ? Batch.of(stream.nextAvailable()).leaves().size()
                : 0;
    }
}
