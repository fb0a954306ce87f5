package org.messageledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
