package org.messageledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.message.MessageSent;

/** Nobody is told "not written" of what may have been; asking again with the same key gives the truth. */
class UncertainAnswerTest {

    @TempDir
    Path home;

    @Test
    void tellsTheTruthLaterOfACommandThatWasWritten() {
        UncertainLog[] log = new UncertainLog[1];
        try (OpenLedger ledger = OpenLedger.at(home, real -> log[0] = new UncertainLog(real))) {
            log[0].loseTheNextAnswer(true);

            assertThat(ledger.record("portal", "k", Commands.send("portal:1"))).isEqualTo(new Answer.Unknown("k"));
            assertThat(ledger.record("portal", "k", Commands.send("portal:1"))).isEqualTo(new Answer.Unknown("k"));

            log[0].becomeCertain();
            assertThat(ledger.record("portal", "k", Commands.send("portal:1")))
                    .isInstanceOfSatisfying(Answer.Recorded.class, answer -> {
                        assertThat(answer.replayed()).isTrue();
                        assertThat(answer.receipt().leafIndex()).isEqualTo(1);
                    });
            assertThat(ledger.log.head().size()).isEqualTo(2);
        }
    }

    @Test
    void recordsLaterWhatWasNotWritten() {
        UncertainLog[] log = new UncertainLog[1];
        try (OpenLedger ledger = OpenLedger.at(home, real -> log[0] = new UncertainLog(real))) {
            log[0].loseTheNextAnswer(false);

            assertThat(ledger.record("portal", "k", Commands.send("portal:1"))).isEqualTo(new Answer.Unknown("k"));
            log[0].becomeCertain();

            assertThat(ledger.record("portal", "k", Commands.send("portal:1")))
                    .isInstanceOfSatisfying(Answer.Recorded.class, answer -> assertThat(answer.replayed())
                            .isFalse());
            assertThat(ledger.payload(1)).isInstanceOf(MessageSent.class);
            assertThat(ledger.log.head().size()).isEqualTo(2);
        }
    }

    @Test
    void namesTheKeyThatItMadeSoThatTheTruthCanBeAskedFor() {
        UncertainLog[] log = new UncertainLog[1];
        try (OpenLedger ledger = OpenLedger.at(home, real -> log[0] = new UncertainLog(real))) {
            log[0].loseTheNextAnswer(true);
            Answer.Unknown unknown = (Answer.Unknown) ledger.record(Commands.send("portal:1"));
            log[0].becomeCertain();

            Answer.Recorded answer =
                    (Answer.Recorded) ledger.record("portal", unknown.idempotencyKey(), Commands.send("portal:1"));
            assertThat(answer.replayed()).isTrue();
            assertThat(unknown.idempotencyKey())
                    .isEqualTo("auto:" + answer.receipt().eventId());
        }
    }

    @Test
    void tellsNobodyThatNothingWasWrittenOfWhatIsThere() {
        UncertainLog[] log = new UncertainLog[1];
        try (OpenLedger ledger = OpenLedger.at(home, real -> log[0] = new UncertainLog(real))) {
            log[0].loseTheNextAnswer(true);
            log[0].becomeCertainAtOnce();
            log[0].losesBatches(true);

            assertThat(ledger.record("portal", "k", Commands.send("portal:1")))
                    .as("the first try, which has landed")
                    .isEqualTo(new Answer.Unknown("k"));
            assertThat(ledger.record("portal", "k", Commands.send("portal:1")))
                    .as("the second try")
                    .isEqualTo(new Answer.Unknown("k"));

            log[0].losesBatches(false);
            assertThat(ledger.record("portal", "k", Commands.send("portal:1")))
                    .isInstanceOfSatisfying(Answer.Recorded.class, answer -> assertThat(answer.replayed())
                            .isTrue());
            assertThat(ledger.log.head().size()).isEqualTo(2);
        }
    }
}
