package org.messageledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.message.DecisionRules;

class MessageStatesTest {

    @TempDir
    Path home;

    @Test
    void keepsAMessageInMemoryOnceItWasLookedAt() {
        UncertainLog[] log = new UncertainLog[1];
        try (OpenLedger ledger = OpenLedger.at(home, real -> log[0] = new UncertainLog(real))) {
            ledger.receipt(Commands.send("portal:1"));
            ledger.receipt(Commands.read("portal:1", Commands.CLINICIAN));
            long streamsRead = log[0].streamsRead();

            for (int i = 0; i < 20; i++) {
                ledger.receipt(Commands.read("portal:1", Commands.CLINICIAN));
            }

            assertThat(log[0].streamsRead()).isEqualTo(streamsRead);
        }
    }

    @Test
    void decidesOnWhatIsInMemoryWithoutReadingAStream() {
        UncertainLog[] log = new UncertainLog[1];
        try (OpenLedger ledger = OpenLedger.at(home, real -> log[0] = new UncertainLog(real))) {
            long readAtTheStart = log[0].streamsRead(); // the ledger's own
            for (int i = 0; i < 5; i++) {
                ledger.receipt(Commands.send("portal:" + i));
                ledger.receipt(Commands.suspect("portal:" + i));
                ledger.receipt(Commands.read("portal:" + i, Commands.CLINICIAN));
                ledger.receipt(Commands.retract("portal:" + i));
            }

            assertThat(log[0].streamsRead()).isEqualTo(readAtTheStart);
        }
    }

    /** Memory that is behind costs a second decision, never a wrong entry or refusal. */
    @Test
    void looksAgainWhenSomebodyElseHasChangedTheMessage() {
        try (OpenLedger behind = OpenLedger.at(home);
                Ledger other = new Ledger(
                        behind.log,
                        behind.identity,
                        DecisionRules.defaults(),
                        Clock.systemUTC(),
                        new SecureRandom(),
                        1_000,
                        Duration.ofSeconds(10))) {
            behind.receipt(Commands.send("portal:1"));
            record(other, Commands.retract("portal:1"));
            record(other, Commands.send("portal:2"));

            assertThat(behind.record(Commands.suspect("portal:1"))).isInstanceOf(Answer.Recorded.class);
            assertThat(behind.record(Commands.send("portal:2"))).isInstanceOf(Answer.Refused.class);
            assertThat(behind.record(Commands.retract("portal:2"))).isInstanceOf(Answer.Recorded.class);
            assertThat(behind.record(Commands.retract("portal:3"))).isInstanceOf(Answer.Refused.class);
            assertThat(behind.log.head().size()).isEqualTo(1 + 5);
        }
    }

    private static void record(Ledger ledger, Object command) {
        byte[] content = command.toString().getBytes(StandardCharsets.UTF_8);
        assertThat(ledger.recorder().record(new Submission(command, "portal", null, content, "request", null)))
                .isInstanceOf(Answer.Recorded.class);
    }

    /** The bound is on what is held, not on how many: a broadcast to 200 weighs as much as 40 ordinary messages. */
    @Test
    void doesNotKeepWhatIsLargerThanItsBound() {
        UncertainLog[] log = new UncertainLog[1];
        try (OpenLedger ledger = OpenLedger.at(home, real -> log[0] = new UncertainLog(real), 10)) {
            ledger.receipt(Commands.broadcast("portal:1", 200));
            ledger.receipt(Commands.read("portal:1", Commands.MEMBER));

            Awaitility.await().until(() -> {
                long streamsRead = log[0].streamsRead();
                ledger.receipt(Commands.read("portal:1", Commands.MEMBER));
                return log[0].streamsRead() > streamsRead;
            });
        }
    }
}
