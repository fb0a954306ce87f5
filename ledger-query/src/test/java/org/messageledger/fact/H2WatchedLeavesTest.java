package org.messageledger.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far the leaves are read ahead of the writer. */
class H2WatchedLeavesTest {

    private static final int AHEAD = 1_000;

    @TempDir
    private Path home;

    @Test
    void leavesWaitForTheWriterAndItsTakingSomeIsTold() throws InterruptedException {
        try (RunningLedger ledger = new RunningLedger(Databases.h2(), home)) {
            ledger.record(new Clinic(6), AHEAD + 400);
            WatchedLeaves leaves = new WatchedLeaves(ledger.leaves(), () -> 0, new FactHealth());
            BlockingStream<TrackedEventMessage<?>> stream = leaves.openStream(null);
            assertThat(given(stream)).isEqualTo(AHEAD);
            AtomicInteger told = new AtomicInteger();
            boolean tells = stream.setOnAvailableCallback(told::incrementAndGet);
            assertThat(tells).isTrue();
            leaves.taken(10);
            leaves.taken(5); // late, of a writer that has lost its claim
            assertThat(given(stream)).isEqualTo(10);
            stream.close(); // nobody but the writer tells

            int before = told.get();
            leaves.taken(11);
            assertThat(told.get()).isGreaterThan(before);

            ledger.projection().start();
            ledger.awaitView();
        }
    }

    private static int given(BlockingStream<TrackedEventMessage<?>> stream) throws InterruptedException {
        int given = 0;
        while (stream.hasNextAvailable(0, TimeUnit.MILLISECONDS)) {
            assertThat(stream.nextAvailable()).isNotNull();
            given++;
        }
        return given;
    }
}
