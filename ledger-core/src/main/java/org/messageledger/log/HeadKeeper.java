package org.messageledger.log;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.messageledger.tree.ConsistencyProof;
import org.messageledger.tree.TileReader;
import org.messageledger.tree.TiledHashes;
import org.messageledger.tree.TreeHead;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the newest durable head outside of the database, once a second. Runs in a thread of its own; any may have it keep. */
final class HeadKeeper {

    private static final Logger LOGGER = LoggerFactory.getLogger(HeadKeeper.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final AcknowledgedHead acknowledged;
    private final DurableHead durable;
    private final AppendQueue queue;
    private @Nullable TreeHead kept;
    private boolean failing;

    HeadKeeper(AcknowledgedHead acknowledged, DurableHead durable, AppendQueue queue) {
        this.acknowledged = acknowledged;
        this.durable = durable;
        this.queue = queue;
    }

    /**
     * What is wrong with a stored log that is not, or no longer, the one that acknowledged the head kept. Of a larger log the
     * proof is asked for that it has only grown, so that no row alone can vouch for it.
     *
     * @param tree of the stored head
     */
    static Optional<String> contradiction(AcknowledgedHead acknowledged, Head stored, TileReader tree) {
        Optional<TreeHead> head = acknowledged.read();
        if (head.isEmpty()) {
            return Optional.empty();
        }
        TreeHead kept = head.get();
        if (kept.size() == 0 || stored.size() <= kept.size()) {
            return HeadCheck.contradiction(kept, stored.tree());
        }
        boolean follows = ConsistencyProof.prove(kept.size(), stored.size(), new TiledHashes(stored.size(), tree))
                .verifies(kept.root(), stored.tree().root());
        return follows
                ? Optional.empty()
                : Optional.of("no consistency proof leads from the acknowledged head to the stored one: "
                        + HeadCheck.both(kept, stored.tree()));
    }

    void run() throws InterruptedException {
        while (!queue.isClosed()) {
            keep();
            queue.pause(INTERVAL);
        }
    }

    /** A failure is no reason to take no appends: they are durable in the database. */
    synchronized void keep() {
        TreeHead newest = durable.get().tree();
        if (newest.size() == 0 || newest.equals(kept)) {
            return;
        }
        try {
            acknowledged.keep(newest);
            kept = newest;
            if (failing) {
                failing = false;
                LOGGER.info("the acknowledged head is kept again: size={}", newest.size());
            }
        } catch (IOException | StorageException e) {
            if (!failing) {
                failing = true;
                LOGGER.error(
                        "the acknowledged head cannot be kept; a loss in the database would be noticed later, or not at"
                                + " all after a restart",
                        e);
            }
        }
    }
}
