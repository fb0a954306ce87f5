package org.messageledger.verify;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.messageledger.log.StoredRows;
import org.messageledger.log.StoredRows.BatchRow;
import org.messageledger.tree.Hash;

/**
 * Batch rows, what receipts say, against the entries: each begins where the one before ends, has the tree's root at its end
 * and the time that its entries carry. Roots that differ from one row on up to the head are the entries' fault, not theirs.
 */
final class BatchRows {

    static final String TABLE = "batches";

    private final Findings findings;
    private final Paged<BatchRow> rows;
    private final long size;
    private @Nullable BatchRow current;
    private @Nullable BatchRow firstOfAnotherRoot;
    private long ofAnotherRoot;
    private @Nullable String otherTime;

    /** @param size of the tree */
    BatchRows(StoredRows stored, long size, Findings findings) {
        this.findings = findings;
        this.size = size;
        this.rows = new Paged<>((first, countMax) -> stored.batches(first, size, countMax), BatchRow::firstLeaf);
    }

    void begin() {
        for (BatchRow row = rows.peek(); row != null && row.firstLeaf() < 0; row = rows.peek()) {
            tell(row, "stands before the first leaf");
            rows.take();
        }
        BatchRow first = rows.peek();
        long begin = first == null ? size : first.firstLeaf();
        if (begin > 0) {
            findings.add(TABLE, 0L, "leaves 0 to " + (begin - 1), "are in no batch: its row is missing");
        }
        startAt(0);
    }

    private void startAt(long leaf) {
        BatchRow next = rows.peek();
        if (next != null && next.firstLeaf() == leaf) {
            rows.take();
            current = next;
            otherTime = null;
        }
    }

    /** Where the batch that holds the leaf under way ends: where the next one begins. */
    long end() {
        BatchRow next = rows.peek();
        return next == null ? size : next.firstLeaf();
    }

    void entry(long leaf, Instant recordedAt) {
        BatchRow row = current;
        if (row != null && otherTime == null && recordedAt.toEpochMilli() != row.recordedAtMillis()) {
            otherTime = "says that its entries were recorded at " + Instant.ofEpochMilli(row.recordedAtMillis())
                    + ", the entry of leaf " + leaf + " says " + recordedAt;
        }
    }

    /**
     * The batch under way ends here.
     *
     * @param root of the tree so far; null when it is not known
     */
    void endAt(long leaf, @Nullable Hash root) {
        BatchRow row = current;
        current = null;
        if (row != null) {
            compare(row, leaf, root);
        }
        startAt(leaf);
    }

    private void compare(BatchRow row, long end, @Nullable Hash root) {
        if (row.size() != end) {
            tell(
                    row,
                    "says that it ends at " + row.size() + ", but the next begins at " + end
                            + ": it was changed, or rows are missing or inserted");
            return;
        }
        if (otherTime != null) {
            tell(row, otherTime);
        }
        if (root != null && !Arrays.equals(root.toBytes(), row.root())) {
            firstOfAnotherRoot = ofAnotherRoot == 0 ? row : firstOfAnotherRoot;
            ofAnotherRoot++;
        } else if (root != null) {
            tellOfRoots();
        }
    }

    private void tellOfRoots() {
        BatchRow first = firstOfAnotherRoot;
        if (first != null) {
            tell(
                    first,
                    "has another root than its entries lead to"
                            + (ofAnotherRoot == 1 ? "" : "; so have " + (ofAnotherRoot - 1) + " after it")
                            + ": it was changed");
        }
        firstOfAnotherRoot = null;
        ofAnotherRoot = 0;
    }

    /**
     * All leaves are done.
     *
     * @param headIsAnother whether the head has another root too
     * @return whether that has been told of
     */
    boolean end(boolean headIsAnother) {
        BatchRow first = firstOfAnotherRoot;
        if (first == null || !headIsAnother) {
            tellOfRoots();
            return false;
        }
        String leaves = first.size() == first.firstLeaf() + 1
                ? "leaf " + first.firstLeaf()
                : "leaves " + first.firstLeaf() + " to " + (first.size() - 1);
        findings.add(
                EntryRows.TABLE,
                first.firstLeaf(),
                leaves,
                "the entries were changed: neither the root of this batch, nor that of the " + (ofAnotherRoot - 1)
                        + " after it, nor the head's is the one that they lead to");
        return true;
    }

    private void tell(BatchRow row, String words) {
        findings.add(TABLE, row.firstLeaf(), "batch of leaf " + row.firstLeaf(), words);
    }
}
