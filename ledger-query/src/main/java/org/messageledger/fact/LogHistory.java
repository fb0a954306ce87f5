package org.messageledger.fact;

import java.time.Instant;
import org.messageledger.log.Log;
import org.messageledger.tree.Hash;

/** The tree's history as the log tells it. */
public record LogHistory(Log log) implements TreeHistory {

    @Override
    public long size() {
        return log.head().size();
    }

    @Override
    public Hash rootAt(long size) {
        return log.rootAt(size);
    }

    /** A binary search over the batches: recordedAt never decreases along the log. */
    @Override
    public long sizeBefore(Instant time) {
        long low = 0;
        long high = log.head().size();
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (log.batchOf(middle).recordedAt().isBefore(time)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
