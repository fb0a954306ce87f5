package org.messageledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.party.Irregularity;

/** Readers do not wait for each other, and none slips past what happens to the message meanwhile. */
class ReadersTest {

    @TempDir
    Path home;

    /** A lock on the message would be held by the reader that stands still in the middle of its decision. */
    @Test
    void letsAThousandReadersOfOneMessageNotQueue() throws Exception {
        PausingClock clock = new PausingClock();
        ExecutorService first = Executors.newSingleThreadExecutor();
        try (OpenLedger ledger = OpenLedger.at(home, clock)) {
            ledger.receipt(Commands.send("portal:1"));
            Future<Answer> paused = first.submit(() -> {
                clock.pauseThisThread();
                return ledger.record(Commands.read("portal:1", Commands.CLINICIAN));
            });
            clock.awaitPaused();
            Set<Long> leaves = new HashSet<>();
            for (Answer answer :
                    Together.run(1_000, i -> ledger.record(Commands.read("portal:1", Commands.CLINICIAN)))) {
                leaves.add(((Answer.Recorded) answer).receipt().leafIndex());
            }
            clock.resume();

            assertThat(leaves).hasSize(1_000);
            assertThat(((Answer.Recorded) paused.get(10, TimeUnit.SECONDS))
                            .receipt()
                            .leafIndex())
                    .isEqualTo(1_002);
        } finally {
            first.shutdownNow();
        }
    }

    @Test
    void decidesAReadAgainWhenTheMessageWasRetractedMeanwhile() throws Exception {
        PausingClock clock = new PausingClock();
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try (OpenLedger ledger = OpenLedger.at(home, clock)) {
            ledger.receipt(Commands.send("portal:1"));
            Future<Answer> read = reader.submit(() -> {
                clock.pauseThisThread();
                return ledger.record(Commands.read("portal:1", Commands.CLINICIAN));
            });
            clock.awaitPaused();
            Receipt retraction = ledger.receipt(Commands.retract("portal:1"));
            clock.resume();

            Answer.Refused refused = (Answer.Refused) read.get(10, TimeUnit.SECONDS);
            assertThat(refused.refusal().reasons()).contains(Irregularity.RETRACTED);
            assertThat(Objects.requireNonNull(refused.receipt()).leafIndex()).isGreaterThan(retraction.leafIndex());
        } finally {
            reader.shutdownNow();
        }
    }

    @Test
    void decidesAReadAgainWhenTheMessageWasSentMeanwhile() throws Exception {
        PausingClock clock = new PausingClock();
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try (OpenLedger ledger = OpenLedger.at(home, clock)) {
            Future<Answer> read = reader.submit(() -> {
                clock.pauseThisThread();
                return ledger.record(Commands.read("portal:1", Commands.CLINICIAN));
            });
            clock.awaitPaused();
            Receipt sent = ledger.receipt(Commands.send("portal:1"));
            clock.resume();

            Answer.Recorded recorded = (Answer.Recorded) read.get(30, TimeUnit.SECONDS);
            assertThat(recorded.receipt().event()).isEqualTo("MessageRead");
            assertThat(recorded.receipt().leafIndex()).isGreaterThan(sent.leafIndex());
        } finally {
            reader.shutdownNow();
        }
    }
}
