package org.messageledger.log;

import java.time.Instant;
import org.messageledger.tree.RightEdge;
import org.messageledger.tree.TreeHead;

/**
 * The head row as the store holds it: what the next batch builds on, and the condition under which it may be stored.
 *
 * @param edge the right edge of {@code tree}
 * @param recordedAt no entry that comes is recorded before: the time of the newest one, or a later one that was called
 *     settled; whole milliseconds; the epoch of 1970 for the empty log
 * @param epoch raised when a process must make sure that no commit in flight can land any more
 */
public record StoredHead(TreeHead tree, RightEdge edge, Instant recordedAt, long epoch) {

    public Head head() {
        return new Head(tree, recordedAt);
    }

    public long size() {
        return tree.size();
    }
}
