package org.messageledger.log;

import java.util.Optional;

/**
 * Compares a head that was read with the newest one acknowledged before the reading. A smaller or a different one means
 * that this is not the database that took the appends: a restored backup, a lagging standby.
 */
final class HeadCheck {

    private HeadCheck() {}

    /** What is wrong, if anything; of a larger head, the batch that ended at the acknowledged size is compared. */
    static Optional<String> contradiction(LogStore store, Head acknowledged, Head read) {
        if (read.size() < acknowledged.size()) {
            return Optional.of("head is behind the acknowledged one: " + both(acknowledged, read));
        }
        if (read.size() == acknowledged.size()) {
            return read.tree().equals(acknowledged.tree())
                    ? Optional.empty()
                    : Optional.of("head differs from the acknowledged one: " + both(acknowledged, read));
        }
        if (acknowledged.size() == 0) {
            return Optional.empty();
        }
        Optional<Head> batch = store.batchOf(acknowledged.size() - 1);
        return batch.map(Head::tree).equals(Optional.of(acknowledged.tree()))
                ? Optional.empty()
                : Optional.of("history differs from the acknowledged head: " + both(acknowledged, read));
    }

    private static String both(Head acknowledged, Head read) {
        return "acknowledgedSize=" + acknowledged.size() + " acknowledgedRoot="
                + acknowledged.tree().root() + " readSize=" + read.size() + " readRoot="
                + read.tree().root();
    }
}
