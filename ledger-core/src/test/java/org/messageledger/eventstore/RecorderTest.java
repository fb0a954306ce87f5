package org.messageledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.message.MessageSent;
import org.messageledger.message.Refusal;
import org.messageledger.party.InvalidField;

class RecorderTest {

    @TempDir
    Path home;

    @Test
    void answersWithAReceiptThatTheLogConfirms() {
        try (OpenLedger ledger = OpenLedger.at(home)) {
            Receipt receipt = ledger.receipt(Commands.send("portal:1"));

            assertThat(receipt.leafIndex()).isEqualTo(1);
            assertThat(receipt.event()).isEqualTo("MessageSent");
            assertThat(receipt.messageId()).hasToString("portal:1");
            assertThat(receipt.idempotencyKey()).isEqualTo("auto:" + receipt.eventId());
            assertThat(receipt.eventId().version()).isEqualTo(7);
            assertThat(ledger.log.find(receipt.eventId()).orElseThrow().leafIndex())
                    .isEqualTo(1);
            assertThat(ledger.log.batchOf(1).tree()).isEqualTo(receipt.head());
            assertThat(ledger.log.head().size()).isEqualTo(2);
        }
    }

    @Test
    void refusesASecondMessageOfTheSameIdAndWritesNothing() {
        try (OpenLedger ledger = OpenLedger.at(home)) {
            ledger.receipt(Commands.send("portal:1"));

            assertThat(ledger.record(Commands.send("portal:1")))
                    .isInstanceOfSatisfying(Answer.Refused.class, refused -> {
                        assertThat(refused.refusal().kind()).isEqualTo(Refusal.Kind.DUPLICATE_ID);
                        assertThat(refused.receipt()).isNull();
                    });
            assertThat(ledger.log.head().size()).isEqualTo(2);
        }
    }

    /** What the library hands to Axon is the log: what Axon's own store reads is in it, and a restart finds it again. */
    @Test
    void keepsItsEventsInTheLogAndNowhereElse() {
        try (OpenLedger ledger = OpenLedger.at(home)) {
            ledger.receipt(Commands.send("portal:1"));
        }
        try (OpenLedger ledger = OpenLedger.at(home)) {
            assertThat(ledger.ledger.eventStore()).isInstanceOf(EmbeddedEventStore.class);
            assertThat(ledger.ledger.eventStore().readEvents("portal:1").asStream())
                    .singleElement()
                    .satisfies(event -> assertThat(event.getPayload()).isEqualTo(ledger.payload(1)));
            assertThat(ledger.ledger.eventStore().createHeadToken().position()).hasValue(1);
        }
    }

    @Test
    void doesNotReportAsFailedWhatIsDurable() {
        try (OpenLedger ledger = OpenLedger.at(home);
                var failing = ledger.ledger.eventStore().subscribe(events -> {
                    throw new IllegalStateException("a subscriber that fails");
                })) {
            Receipt receipt = ledger.receipt(Commands.send("portal:1"));

            assertThat(failing).isNotNull();
            assertThat(receipt.leafIndex()).isEqualTo(1);
            assertThat(ledger.payload(1)).isInstanceOf(MessageSent.class);
        }
    }

    @Test
    void pushesBackWhenTheMessageKeepsChangingUntilTheDeadline() {
        MeddlingClock clock = new MeddlingClock();
        try (OpenLedger ledger = OpenLedger.at(home, clock, Duration.ofMillis(300))) {
            ledger.receipt(Commands.send("portal:1"));
            clock.meddle(() -> ledger.receipt(Commands.suspect("portal:1")));

            assertThat(ledger.record(Commands.read("portal:1", Commands.CLINICIAN)))
                    .isEqualTo(new Answer.Pushback(Duration.ofSeconds(1), "the message keeps changing"));

            clock.meddle(() -> {});
            assertThat(ledger.record(Commands.read("portal:1", Commands.CLINICIAN)))
                    .isInstanceOf(Answer.Recorded.class);
        }
    }

    @Test
    void pushesBackWhoWaitsTooLongForAnotherCommandOnTheMessage() throws Exception {
        PausingClock clock = new PausingClock();
        ExecutorService first = Executors.newSingleThreadExecutor();
        try (OpenLedger ledger = OpenLedger.at(home, clock, Duration.ofMillis(300))) {
            ledger.receipt(Commands.send("portal:1"));
            Future<Answer> paused = first.submit(() -> {
                clock.pauseThisThread();
                return ledger.record(Commands.suspect("portal:1"));
            });
            clock.awaitPaused();

            assertThat(ledger.record(Commands.suspect("portal:1"))).isInstanceOf(Answer.Pushback.class);

            clock.resume();
            assertThat(paused.get(30, TimeUnit.SECONDS)).isInstanceOf(Answer.Recorded.class);
            assertThat(ledger.log.head().size()).isEqualTo(3);
        } finally {
            first.shutdownNow();
        }
    }

    @Test
    void recordsADisclosureOfAMessageAndRefusesOneOfAMessageThatItDoesNotKnow() {
        try (OpenLedger ledger = OpenLedger.at(home)) {
            ledger.receipt(Commands.send("portal:1"));

            assertThat(ledger.receipt(Commands.disclose("portal:1")))
                    .satisfies(receipt -> assertThat(receipt.event()).isEqualTo("MessageDisclosed"))
                    .satisfies(receipt -> assertThat(receipt.messageId()).hasToString("portal:1"));
            assertThat(ledger.receipt(Commands.disclose(null)).messageId()).isNull();
            assertThat(ledger.record(Commands.disclose("portal:2")))
                    .isInstanceOfSatisfying(Answer.Refused.class, refused -> {
                        assertThat(refused.refusal().kind()).isEqualTo(Refusal.Kind.UNKNOWN_MESSAGE);
                        assertThat(refused.receipt()).isNull();
                    });
            assertThat(ledger.log.head().size()).isEqualTo(4);
        }
    }

    @Test
    void refusesNamesThatHaveNoOneFormInBytes() {
        try (OpenLedger ledger = OpenLedger.at(home)) {
            for (String odd : new String[] {"a\ud800b", "a\nb", "", "k".repeat(201)}) {
                assertThatExceptionOfType(InvalidField.class)
                        .isThrownBy(() -> ledger.record("portal", odd, Commands.send("portal:1")));
                assertThatExceptionOfType(InvalidField.class)
                        .isThrownBy(() -> ledger.record(odd, null, Commands.send("portal:1")));
            }
            assertThat(ledger.log.head().size()).isEqualTo(1);
        }
    }

    /** Every look at the time lets somebody else act first. */
    private static final class MeddlingClock extends DelegatingClock {

        private volatile Runnable meddling = () -> {};
        private volatile @Nullable Thread meddler;

        void meddle(Runnable act) {
            meddling = act;
        }

        @Override
        void beforeInstant() {
            if (Thread.currentThread() == meddler) {
                return;
            }
            Thread thread = new Thread(meddling);
            meddler = thread;
            thread.start();
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
