package org.messageledger.log;

import java.time.Instant;
import org.messageledger.tree.TreeHead;

/**
 * A tree head and the time, in whole milliseconds, that all entries of its last batch carry; of the newest head it may be a
 * later one, which was called settled since.
 */
public record Head(TreeHead tree, Instant recordedAt) {

    public long size() {
        return tree.size();
    }
}
