package org.messageledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.party.Irregularity;

/** One caller, several commands under way. */
class SubmitTest {

    @TempDir
    Path home;

    private final HeldLog held = new HeldLog();
    private final ExecutorService later = Executors.newFixedThreadPool(2);

    @AfterEach
    void end() {
        later.shutdownNow();
    }

    @Test
    void goesOnWhileAppendsAreUnderWayAndKeepsTheOrderOfTheCalls() throws Exception {
        try (OpenLedger ledger = OpenLedger.at(home, held::over)) {
            ledger.receipt(Commands.send("portal:1"));
            held.hold();

            List<CompletableFuture<Answer>> answers = IntStream.range(0, 20)
                    .mapToObj(i -> submit(ledger, null, Commands.read("portal:1", Commands.CLINICIAN)))
                    .toList();

            assertThat(answers).noneMatch(CompletableFuture::isDone);
            held.release();
            for (int i = 0; i < 20; i++) {
                assertThat(recorded(answers.get(i)).receipt().leafIndex()).isEqualTo(2 + i);
            }
        }
    }

    @Test
    void changesAMessageWhoseReadsAreUnderWay() throws Exception {
        try (OpenLedger ledger = OpenLedger.at(home, held::over)) {
            ledger.receipt(Commands.send("portal:1"));
            held.hold();

            List<CompletableFuture<Answer>> answers = Stream.of(
                            Commands.read("portal:1", Commands.CLINICIAN), Commands.retract("portal:1"))
                    .map(command -> submit(ledger, null, command))
                    .toList();
            held.release();

            assertThat(recorded(answers.get(0)).receipt().leafIndex()).isEqualTo(2);
            assertThat(recorded(answers.get(1)).receipt().leafIndex()).isEqualTo(3);
            assertThat(ledger.record(Commands.read("portal:1", Commands.CLINICIAN)))
                    .isInstanceOf(Answer.Refused.class);
        }
    }

    @Test
    void decidesAgainWhenTheMessageWasRetractedBeforeTheAppend() throws Exception {
        try (OpenLedger ledger = OpenLedger.at(home, held::over)) {
            ledger.receipt(Commands.send("portal:1"));
            held.beforeAppend(
                    () -> CompletableFuture.runAsync(() -> ledger.receipt(Commands.retract("portal:1")), later)
                            .join());

            Answer.Refused refused =
                    (Answer.Refused) answer(submit(ledger, null, Commands.read("portal:1", Commands.CLINICIAN)));

            assertThat(refused.refusal().reasons()).contains(Irregularity.RETRACTED);
            assertThat(Objects.requireNonNull(refused.receipt()).leafIndex()).isEqualTo(3);
        }
    }

    @Test
    void recordsAKeyOnceThatIsUnderWay() throws Exception {
        try (OpenLedger ledger = OpenLedger.at(home, held::over)) {
            held.hold();
            CompletableFuture<Answer> first = submit(ledger, "k", Commands.send("portal:1"));
            List<CompletableFuture<Answer>> again = IntStream.range(0, 10)
                    .mapToObj(i -> submit(ledger, "k", Commands.send("portal:1")))
                    .toList();
            CompletableFuture<Answer> other = submit(ledger, "k", Commands.send("portal:2"));
            assertThat(other).isNotDone();
            held.release();

            assertThat(recorded(first).replayed()).isFalse();
            for (CompletableFuture<Answer> answer : again) {
                assertThat(recorded(answer).replayed()).isTrue();
                assertThat(recorded(answer).receipt()).isEqualTo(recorded(first).receipt());
            }
            assertThat(answer(other)).isInstanceOf(Answer.KeyReused.class);
            assertThat(ledger.log.head().size()).isEqualTo(2);
        }
    }

    @Test
    void waitsNoLongerThanTheDeadlineForAKeyThatIsUnderWay() throws Exception {
        try (OpenLedger ledger = OpenLedger.at(home, held::over, Duration.ofMillis(300))) {
            held.hold();
            CompletableFuture<Answer> first = submit(ledger, "k", Commands.send("portal:1"));
            CompletableFuture<Answer> again = submit(ledger, "k", Commands.send("portal:1"));

            assertThat(answer(again)).isEqualTo(new Answer.Unknown("k"));
            assertThat(first).isNotDone();
            held.release();

            Receipt receipt = recorded(first).receipt();
            assertThat(recorded(submit(ledger, "k", Commands.send("portal:1"))).receipt())
                    .isEqualTo(receipt);
            assertThat(ledger.log.head().size()).isEqualTo(2);
        }
    }

    @Test
    void answersARepeatedKeyAsTheFirstTime() throws Exception {
        try (OpenLedger ledger = OpenLedger.at(home, held::over)) {
            Answer.Refused refused = (Answer.Refused) answer(submit(ledger, "no", Commands.retract("portal:1")));
            assertThat(refused.receipt()).isNull();
            Receipt send =
                    recorded(submit(ledger, "send", Commands.send("portal:1"))).receipt();
            Receipt read = recorded(submit(ledger, "read", Commands.read("portal:1", Commands.CLINICIAN)))
                    .receipt();
            ledger.receipt(Commands.retract("portal:1"));

            Answer.Recorded sendAgain = recorded(submit(ledger, "send", Commands.send("portal:1")));
            Answer.Recorded readAgain = recorded(submit(ledger, "read", Commands.read("portal:1", Commands.CLINICIAN)));

            assertThat(List.of(sendAgain.receipt(), readAgain.receipt())).containsExactly(send, read);
            assertThat(sendAgain.replayed() && readAgain.replayed()).isTrue();
            assertThat(answer(submit(ledger, "send", Commands.read("portal:1", Commands.CLINICIAN))))
                    .isEqualTo(new Answer.KeyReused("send"));
            assertThat(ledger.log.head().size()).isEqualTo(4);
        }
    }

    private CompletableFuture<Answer> submit(OpenLedger ledger, @Nullable String key, Object command) {
        byte[] content = command.toString().getBytes(StandardCharsets.UTF_8);
        return ledger.ledger.recorder().submit(new Submission(command, "portal", key, content, "request", null), later);
    }

    private static Answer answer(CompletableFuture<Answer> answer) throws Exception {
        return answer.get(60, TimeUnit.SECONDS);
    }

    private static Answer.Recorded recorded(CompletableFuture<Answer> answer) throws Exception {
        return (Answer.Recorded) answer(answer);
    }
}
