package org.messageledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.log.Drafts;
import org.messageledger.wire.UnreadableEntryException;

/** Event processors get every leaf, in order, up to one that cannot be read. */
class LeafStreamTest {

    @TempDir
    Path home;

    @Test
    void givesAllThatCanBeReadBeforeALeafThatCannot() throws InterruptedException {
        try (OpenLedger ledger = OpenLedger.at(home)) {
            ledger.record(Commands.send("portal:1"));
            ledger.record(Commands.send("portal:2"));
            long damaged = damagedLeaf(ledger);
            ledger.record(Commands.send("portal:3"));

            try (BlockingStream<TrackedEventMessage<?>> leaves =
                    ledger.ledger.leaves().openStream(null)) {
                for (long leafIndex = 0; leafIndex < damaged; leafIndex++) {
                    assertThat(leaves.hasNextAvailable()).isTrue();
                    assertThat(LeafMessage.leafIndex(leaves.nextAvailable())).isEqualTo(leafIndex);
                    leaves.peek(); // looks ahead, as processors do before they handle what they took
                }
                for (int attempt = 0; attempt < 2; attempt++) {
                    assertThatThrownBy(leaves::hasNextAvailable)
                            .isInstanceOf(UnreadableEntryException.class)
                            .hasMessage("leaf cannot be read: leafIndex=" + damaged);
                }
                assertThatThrownBy(leaves::nextAvailable).isInstanceOf(UnreadableEntryException.class);
            }
        }
    }

    private static long damagedLeaf(OpenLedger ledger) {
        ledger.log.append(Drafts.alone()).join();
        return ledger.log.head().size() - 1;
    }
}
