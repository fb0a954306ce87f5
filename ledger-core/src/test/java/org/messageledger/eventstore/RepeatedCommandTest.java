package org.messageledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.access.MessageReadRefused;
import org.messageledger.message.Refusal;
import org.messageledger.party.Mode;

/** A command is recorded once for each emitter and idempotency key, and answered alike however often it comes. */
class RepeatedCommandTest {

    @TempDir
    Path home;

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
                    .isEqualTo(new Answer.Recorded(first, ledger.payload(1), true));
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

    /** Whatever would become of the other content: an entry, a refusal or an error. */
    @Test
    void storesNothingUnderAKeyThatWasUsedForAnotherCommand() {
        try (OpenLedger ledger = OpenLedger.at(home)) {
            ledger.record("portal", "k-1", Commands.send("portal:1"));
            Object nobodyHandles = "something else";
            assertThatExceptionOfType(NoHandlerForCommandException.class)
                    .isThrownBy(() -> ledger.record(nobodyHandles));

            for (Object other : List.of(
                    Commands.send("portal:2"),
                    Commands.read("portal:1", Commands.CLINICIAN),
                    Commands.read("portal:1", Commands.STRANGER),
                    Commands.retract("portal:unknown"),
                    nobodyHandles)) {
                assertThat(ledger.record("portal", "k-1", other)).isEqualTo(new Answer.KeyReused("k-1"));
            }
            assertThat(ledger.log.head().size()).isEqualTo(2);
        }
    }

    @Test
    void answersARepeatedReadAsTheFirstTimeThoughItWouldBeRefusedToday() {
        try (OpenLedger ledger = OpenLedger.at(home)) {
            ledger.receipt(Commands.send("portal:1"));
            Object read = Commands.read("portal:1", Commands.CLINICIAN);
            Receipt first = ((Answer.Recorded) ledger.record("portal", "k-1", read)).receipt();
            ledger.receipt(Commands.retract("portal:1"));
            assertThat(ledger.record(read)).isInstanceOf(Answer.Refused.class);

            assertThat(ledger.record("portal", "k-1", read))
                    .isInstanceOfSatisfying(Answer.Recorded.class, again -> assertThat(again.receipt())
                            .isEqualTo(first));
            assertThat(ledger.log.head().size()).isEqualTo(5);
        }
    }

    @Test
    void doesNotPushBackARepeatedCommandForWhoeverIsAtItsMessage() throws Exception {
        PausingClock clock = new PausingClock();
        ExecutorService busy = Executors.newSingleThreadExecutor();
        try (OpenLedger ledger = OpenLedger.at(home, clock, Duration.ofMillis(300))) {
            ledger.receipt(Commands.send("portal:1"));
            Receipt first = ((Answer.Recorded) ledger.record("portal", "k-1", Commands.suspect("portal:1"))).receipt();
            Future<Answer> paused = busy.submit(() -> {
                clock.pauseThisThread();
                return ledger.record(Commands.suspect("portal:1"));
            });
            clock.awaitPaused();

            assertThat(ledger.record("portal", "k-2", Commands.suspect("portal:1")))
                    .isInstanceOf(Answer.Pushback.class);
            assertThat(ledger.record("portal", "k-1", Commands.suspect("portal:1")))
                    .isInstanceOfSatisfying(Answer.Recorded.class, again -> assertThat(again.receipt())
                            .isEqualTo(first));
            clock.resume();
            assertThat(paused.get(30, TimeUnit.SECONDS)).isInstanceOf(Answer.Recorded.class);
        } finally {
            busy.shutdownNow();
        }
    }

    /** The log says when a key is not new; to ask it for each would cost more than to write. */
    @Test
    void looksForNoKeyThatIsNew() throws Exception {
        UncertainLog[] log = new UncertainLog[1];
        try (OpenLedger ledger = OpenLedger.at(home, real -> log[0] = new UncertainLog(real))) {
            ledger.record("portal", "k", Commands.send("portal:1"));
            Together.run(20, i -> ledger.record("portal", "k-" + i, Commands.read("portal:1", Commands.CLINICIAN)));
            assertThat(log[0].eventsLookedFor()).isZero();
            assertThat(log[0].appendsThatMayRepeat()).isEqualTo(21);
            ledger.receipt(Commands.read("portal:1", Commands.CLINICIAN));
            assertThat(log[0].appendsThatMayRepeat()).as("without a key").isEqualTo(21);

            ledger.record("portal", "k-1", Commands.read("portal:1", Commands.CLINICIAN));
            assertThat(log[0].eventsLookedFor()).isEqualTo(1);
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
            for (Answer answer : Together.run(64, i -> ledger.record("portal", "k-1", Commands.send("portal:1")))) {
                receipts.add(((Answer.Recorded) answer).receipt());
            }

            assertThat(receipts).hasSize(1);
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
            assertThat(ledger.payload(2)).isInstanceOf(MessageReadRefused.class);
            assertThat(ledger.log.head().size()).isEqualTo(3);
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

    /** Only one submission of a key decides; the others wait for it, and read what it recorded. */
    @Test
    void awaitsTheSameCommandThatIsUnderWay() throws Exception {
        PausingClock clock = new PausingClock();
        ExecutorService callers = Executors.newFixedThreadPool(2);
        try (OpenLedger ledger = OpenLedger.at(home, clock)) {
            Future<Answer> first = callers.submit(() -> {
                clock.pauseThisThread();
                return ledger.record("portal", "k-1", Commands.list("portal:1"));
            });
            clock.awaitPaused();
            Thread[] waiting = new Thread[1];
            Future<Answer> second = callers.submit(() -> {
                waiting[0] = Thread.currentThread();
                return ledger.record("portal", "k-1", Commands.list("portal:1"));
            });
            Awaitility.await().until(() -> waiting[0] != null && waiting[0].getState() == Thread.State.TIMED_WAITING);
            clock.resume();

            Receipt recorded = ((Answer.Recorded) first.get(30, TimeUnit.SECONDS)).receipt();
            Answer.Recorded again = (Answer.Recorded) second.get(30, TimeUnit.SECONDS);
            assertThat(again.replayed()).isTrue();
            assertThat(again.receipt()).isEqualTo(recorded);
            assertThat(ledger.log.head().size()).isEqualTo(2);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void answersWithTheBatchThatTheFirstReceiptNamedHoweverLargeTheLogHasBecome() throws Exception {
        try (OpenLedger ledger = OpenLedger.at(home)) {
            Set<Answer> first = new HashSet<>(
                    Together.run(40, i -> ledger.record("portal", "k-" + i, Commands.list("portal:" + i))));

            for (Answer answer : first) {
                Receipt receipt = ((Answer.Recorded) answer).receipt();
                String message = receipt.idempotencyKey().replace("k-", "portal:");
                Answer again = ledger.record("portal", receipt.idempotencyKey(), Commands.list(message));
                assertThat(((Answer.Recorded) again).receipt()).isEqualTo(receipt);
            }
            assertThat(ledger.log.head().size()).isEqualTo(41);
        }
    }

    /** The content is compared before the mode's default is filled in. */
    @Test
    void answersAsTheFirstTimeAlsoWhenTheDefaultModeHasChanged() {
        try (OpenLedger ledger = OpenLedger.at(home)) {
            Receipt first = ((Answer.Recorded)
                            ledger.record("portal", "k", Commands.send("portal:1", Mode.ASK), "body"))
                    .receipt();

            Answer again = ledger.record("portal", "k", Commands.send("portal:1", Mode.REPORT), "body");

            assertThat(((Answer.Recorded) again).receipt()).isEqualTo(first);
            assertThat(ledger.log.head().size()).isEqualTo(2);
        }
    }

    private static void assertAlike(Answer.Refused first, Answer again) {
        assertThat(again).isEqualTo(new Answer.Refused(first.refusal(), first.receipt(), first.idempotencyKey(), true));
        assertThat(Objects.requireNonNull(first.refusal().field())).isNotEmpty();
    }
}
