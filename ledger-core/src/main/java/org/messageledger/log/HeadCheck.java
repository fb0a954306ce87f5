package org.messageledger.log;

import java.util.Optional;
import org.messageledger.tree.TreeHead;

/**
 * Compares a head that was read with the newest one acknowledged before the reading. A smaller or a different one means
 * that this is not the database that took the appends: a restored backup, a lagging standby.
 */
final class HeadCheck {

    private HeadCheck() {}

    /** What is wrong, if anything; of a larger head, the batch that ended at the acknowledged size is compared. */
    static Optional<String> contradiction(LogStore store, Head acknowledged, Head read) {
        if (read.size() <= acknowledged.size() || acknowledged.size() == 0) {
            return contradiction(acknowledged.tree(), read.tree());
        }
        Optional<TreeHead> then = store.batchOf(acknowledged.size() - 1).map(Head::tree);
        return then.equals(Optional.of(acknowledged.tree()))
                ? Optional.empty()
                : Optional.of("history differs from the acknowledged head, the batch that ended there "
                        + then.map(tree -> "has size=" + tree.size() + " root=" + tree.root())
                                .orElse("is gone")
                        + ": " + both(acknowledged.tree(), read.tree()));
    }

    /** The same of a head that is not larger than the acknowledged one, unless that is empty: any log follows it. */
    static Optional<String> contradiction(TreeHead acknowledged, TreeHead read) {
        if (read.size() < acknowledged.size()) {
            return Optional.of("head is behind the acknowledged one: " + both(acknowledged, read));
        }
        return read.size() > acknowledged.size() || read.equals(acknowledged)
                ? Optional.empty()
                : Optional.of("head differs from the acknowledged one: " + both(acknowledged, read));
    }

    static String both(TreeHead acknowledged, TreeHead read) {
        return "acknowledgedSize=" + acknowledged.size() + " acknowledgedRoot=" + acknowledged.root() + " readSize="
                + read.size() + " readRoot=" + read.root();
    }
}
