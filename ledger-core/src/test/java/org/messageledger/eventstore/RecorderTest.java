package org.messageledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.access.MessageRead;
import org.messageledger.access.MessageReadRefused;
import org.messageledger.message.MessageSent;
import org.messageledger.message.Refusal;
import org.messageledger.party.Irregularity;
import org.messageledger.wire.EntryReader;

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
            assertThat(ledger.log.find(receipt.eventId()).orElseThrow().leafIndex())
                    .isEqualTo(1);
            assertThat(ledger.log.batchOf(1).tree()).isEqualTo(receipt.head());
            assertThat(ledger.log.head().size()).isEqualTo(2);
        }
    }

    @Test
    void answersARepeatedCommandWithTheFirstReceiptAlsoAfterARestart() {
        Receipt first;
        try (OpenLedger ledger = OpenLedger.at(home)) {
            first = ((Answer.Recorded) ledger.record("portal", "k-1", Commands.send("portal:1"))).receipt();
            ledger.receipt(Commands.send("portal:2"));

            assertThat(ledger.record("portal", "k-1", Commands.send("portal:1")))
                    .isInstanceOfSatisfying(Answer.Recorded.class, again -> {
                        assertThat(again.replayed()).isTrue();
                        assertThat(again.receipt()).isEqualTo(first);
                    });
        }
        try (OpenLedger ledger = OpenLedger.at(home)) {
            assertThat(ledger.record("portal", "k-1", Commands.send("portal:1")))
                    .isInstanceOfSatisfying(Answer.Recorded.class, again -> assertThat(again.receipt())
                            .isEqualTo(first));
            assertThat(ledger.log.head().size()).isEqualTo(3);
        }
    }

    @Test
    void findsTheCommandAgainByTheKeyThatItMadeItself() {
        try (OpenLedger ledger = OpenLedger.at(home)) {
            Receipt first = ledger.receipt(Commands.send("portal:1"));

            assertThat(ledger.record("portal", first.idempotencyKey(), Commands.send("portal:1")))
                    .isEqualTo(new Answer.Recorded(first, sent(ledger), true));
            assertThat(ledger.record("mobile", first.idempotencyKey(), Commands.send("portal:1")))
                    .isInstanceOf(Answer.KeyReused.class);
        }
    }

    @Test
    void refusesAKeyThatWasUsedForOtherContent() {
        try (OpenLedger ledger = OpenLedger.at(home)) {
            ledger.record("portal", "k-1", Commands.send("portal:1"), "one");

            assertThat(ledger.record("portal", "k-1", Commands.send("portal:1"), "two"))
                    .isEqualTo(new Answer.KeyReused("k-1"));
            assertThat(ledger.log.head().size()).isEqualTo(2);
        }
    }

    @Test
    void scopesKeysToTheEmitter() {
        try (OpenLedger ledger = OpenLedger.at(home)) {
            ledger.record("portal", "k-1", Commands.send("portal:1"));

            assertThat(ledger.record("mobile", "k-1", Commands.send("mobile:1")))
                    .isInstanceOfSatisfying(Answer.Recorded.class, answer -> assertThat(answer.replayed())
                            .isFalse());
        }
    }

    @Test
    void recordsOneCommandOnceHoweverManySubmitItAtATime() throws Exception {
        try (OpenLedger ledger = OpenLedger.at(home)) {
            Set<Receipt> receipts = new HashSet<>();
            for (Answer answer : together(64, i -> ledger.record("portal", "k-1", Commands.send("portal:1")))) {
                receipts.add(((Answer.Recorded) answer).receipt());
            }

            assertThat(receipts).hasSize(1);
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

    @Test
    void recordsARefusedReadAndAnswersItsRepetitionAlike() {
        try (OpenLedger ledger = OpenLedger.at(home)) {
            ledger.receipt(Commands.send("portal:1"));
            Object read = Commands.read("portal:1", Commands.STRANGER);
            Answer.Refused first = (Answer.Refused) ledger.record("portal", "k-1", read);

            assertThat(first.refusal().kind()).isEqualTo(Refusal.Kind.READ_REFUSED);
            assertThat(first.receipt()).isNotNull();
            assertAlike(first, ledger.record("portal", "k-1", read));
            assertThat(payload(ledger, 2)).isInstanceOf(MessageReadRefused.class);
        }
    }

    @Test
    void recordsAnAttemptToReadAnUnknownMessage() {
        try (OpenLedger ledger = OpenLedger.at(home)) {
            Answer.Refused answer =
                    (Answer.Refused) ledger.record("portal", "k", Commands.read("portal:1", Commands.MEMBER));

            assertThat(answer.refusal().kind()).isEqualTo(Refusal.Kind.UNKNOWN_MESSAGE);
            assertThat(answer.receipt()).isNotNull();
            assertAlike(answer, ledger.record("portal", "k", Commands.read("portal:1", Commands.MEMBER)));
        }
    }

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
            for (Answer answer : together(1_000, i -> ledger.record(Commands.read("portal:1", Commands.CLINICIAN)))) {
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
    void givesEventProcessorsEveryLeafInOrderWithItsEntry() throws Exception {
        try (OpenLedger ledger = OpenLedger.at(home)) {
            for (int i = 1; i <= 20; i++) {
                ledger.receipt(Commands.send("portal:" + i));
                ledger.receipt(Commands.read("portal:" + i, Commands.CLINICIAN));
            }
            try (BlockingStream<TrackedEventMessage<?>> stream =
                    ledger.ledger.leaves().openStream(null)) {
                for (long leaf = 0; leaf <= 40; leaf++) {
                    assertThat(stream.hasNextAvailable(5, TimeUnit.SECONDS)).isTrue();
                    TrackedEventMessage<?> message = stream.nextAvailable();
                    assertThat(LeafMessage.leafIndex(message)).isEqualTo(leaf);
                    assertThat(LeafMessage.stored(message).payload()).isEqualTo(message.getPayload());
                }
                ledger.receipt(Commands.read("portal:1", Commands.MEMBER));
                assertThat(stream.hasNextAvailable(5, TimeUnit.SECONDS)).isTrue();
                assertThat(stream.nextAvailable().getPayload()).isInstanceOf(MessageRead.class);
            }
        }
    }

    private static void assertAlike(Answer.Refused first, Answer again) {
        assertThat(again).isInstanceOfSatisfying(Answer.Refused.class, refused -> {
            assertThat(refused.replayed()).isTrue();
            assertThat(refused.receipt()).isEqualTo(first.receipt());
            assertThat(refused.refusal().kind()).isEqualTo(first.refusal().kind());
            assertThat(refused.refusal().reasons()).isEqualTo(first.refusal().reasons());
        });
    }

    private static MessageSent sent(OpenLedger ledger) {
        return (MessageSent) payload(ledger, 1);
    }

    private static Object payload(OpenLedger ledger, long leafIndex) {
        return new EntryReader()
                .read(ledger.log.read(leafIndex, 1).get(0).bytes())
                .payload();
    }

    private interface Call {
        Answer make(int index);
    }

    private static List<Answer> together(int callers, Call call) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(callers);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Answer>> futures = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                int index = i;
                futures.add(pool.submit(() -> {
                    start.await();
                    return call.make(index);
                }));
            }
            start.countDown();
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> future : futures) {
                answers.add(future.get(60, TimeUnit.SECONDS));
            }
            return answers;
        } finally {
            pool.shutdownNow();
        }
    }

    /** Stops one thread's next look at the time: after the message's state was read, before the decision is made. */
    private static final class PausingClock extends Clock {

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
        public Instant instant() {
            if (toPause.compareAndSet(Thread.currentThread(), null)) {
                paused.countDown();
                try {
                    assertThat(resumed.await(60, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return Instant.now();
        }

        @Override
        public long millis() {
            return Instant.now().toEpochMilli();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
