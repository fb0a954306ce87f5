package org.messageledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.access.MessageRead;

class LeavesInOrderTest {

    @TempDir
    Path home;

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
}
