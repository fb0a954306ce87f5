package org.messageledger.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.messageledger.log.StoredRows.Extent;
import org.messageledger.log.StoredRows.HeadRow;
import org.messageledger.tree.Frontier;
import org.messageledger.tree.Hash;
import org.messageledger.tree.TreeHasher;
import org.messageledger.tree.TreeHead;

/** The head's row: how far the log goes, what the next batch is built on. */
final class HeadRows {

    static final String TABLE = "head";

    /** Processes' estimates of the database's clock may be ahead of it by so much. */
    private static final Duration AHEAD_MAX = Duration.ofSeconds(5);

    private final Extent extent;
    private final HeadRow row;
    private final Findings findings;

    HeadRows(Extent extent, Findings findings) {
        this.extent = extent;
        this.row = extent.head();
        this.findings = findings;
    }

    /** How many leaves are to be checked: all that are claimed, as far as there are any. */
    long size() {
        return Math.max(0, Math.min(row.size(), extent.entriesEnd()));
    }

    /** What the row says of the tree; if it is damaged, a head that no leaf leads to. */
    TreeHead claimed() {
        Hash root = row.root().length == Hash.SIZE_BYTES ? Hash.of(row.root()) : TreeHasher.empty();
        return new TreeHead(size(), size() == 0 ? TreeHasher.empty() : root);
    }

    void begin() {
        if (extent.headRows() != 1) {
            tell("there are " + extent.headRows() + " rows, one is due");
        }
        if (row.size() > extent.entriesEnd()) {
            findings.add(
                    EntryRows.TABLE,
                    extent.entriesEnd(),
                    "leaves " + extent.entriesEnd() + " to " + (row.size() - 1),
                    "the entries are missing: the log was truncated, or the head's size was changed");
        }
        if (row.size() < extent.entriesEnd()) {
            findings.add(
                    EntryRows.TABLE,
                    row.size(),
                    "leaves " + row.size() + " to " + (extent.entriesEnd() - 1),
                    "stand beyond the head, whose size is " + row.size() + ": they were inserted, or it was changed");
        }
        if (extent.batchesEnd() > row.size()) {
            findings.add(
                    BatchRows.TABLE,
                    row.size(),
                    "batch of leaf " + (extent.batchesEnd() - 1),
                    "stands beyond the head, whose size is " + row.size());
        }
    }

    /** Whether the row has another root than the entries lead to; false while these are not known to the end. */
    boolean isAnother(@Nullable Frontier tree) {
        return tree != null
                && tree.size() == row.size()
                && !Arrays.equals(row.root(), tree.head().root().toBytes());
    }

    /**
     * All leaves are done.
     *
     * @param tree that the entries make; null when one is missing
     * @param rootIsTold whether it has been told that the entries were changed
     * @param lastRecorded the time of the last entry; null when it is not known
     */
    void end(@Nullable Frontier tree, boolean rootIsTold, @Nullable Instant lastRecorded) {
        if (tree != null && tree.size() == row.size()) {
            if (isAnother(tree) && !rootIsTold) {
                tell("the root was changed: the entries lead to " + tree.head().root());
            }
            if (!rootIsTold && !Arrays.equals(row.rightEdge(), tree.edge().toBytes())) {
                tell("the right edge was changed: it is not that of the entries");
            }
        }
        if (lastRecorded != null) {
            checkTime(lastRecorded);
        }
    }

    /**
     * Later than the last entry it is only once a time was called settled, which raises the epoch. The last entry's own time
     * may be ahead of a clock that was set back since.
     */
    private void checkTime(Instant lastRecorded) {
        Instant time = Instant.ofEpochMilli(row.recordedAtMillis());
        boolean settled = row.epoch() != 0
                && time.isAfter(lastRecorded)
                && !time.isAfter(extent.now().plus(AHEAD_MAX));
        if (!settled && !time.equals(lastRecorded)) {
            tell("recordedAt was changed: it is " + time + ", the last entry says " + lastRecorded);
        }
    }

    private void tell(String words) {
        findings.add(TABLE, null, "the head", words);
    }
}
