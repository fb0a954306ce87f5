package org.messageledger.verify;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.LogNames;
import org.messageledger.checkpoint.MalformedException;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.checkpoint.UnverifiedException;
import org.messageledger.log.StoredRows;
import org.messageledger.log.StoredRows.CheckpointRow;
import org.messageledger.tree.Hash;
import org.messageledger.tree.TreeHead;

/** Stored checkpoints: signed by the key that the log had then, about the size that they are stored under, with the tree's root at that size. */
final class CheckpointRows {

    static final String TABLE = "checkpoints";

    private final LogNames names;
    private final @Nullable Checkpoint home;
    private final Findings findings;
    private final Paged<CheckpointRow> rows;
    private boolean homeIsThere;

    /** @param home the newest one in the home, which must be stored too */
    CheckpointRows(StoredRows stored, long end, LogNames names, @Nullable Checkpoint home, Findings findings) {
        this.names = names;
        this.home = home;
        this.findings = findings;
        this.rows = new Paged<>((first, countMax) -> stored.checkpoints(first, end, countMax), CheckpointRow::size);
    }

    long nextSize() {
        CheckpointRow next = rows.peek();
        return next == null ? Long.MAX_VALUE : next.size();
    }

    /** @param root of the first {@code size} leaves; null when it is not known */
    void at(long size, @Nullable Hash root) {
        while (nextSize() <= size) {
            CheckpointRow row = rows.peek();
            Optional<TreeHead> signed = row == null ? Optional.empty() : signed(row);
            if (signed.isPresent() && root != null && !signed.get().root().equals(root)) {
                tell(size, KnownHeads.rewritten(size, signed.get().root(), root));
            }
            rows.take();
        }
    }

    /** What the row's note vouches for; empty, and told of, when it does not. */
    private Optional<TreeHead> signed(CheckpointRow row) {
        try {
            Checkpoint checkpoint = names.verify(SignedNote.parse(row.note()));
            homeIsThere |= checkpoint.equals(home);
            if (checkpoint.head().size() != row.size()) {
                tell(
                        row.size(),
                        "is stored under this size, but is of size "
                                + checkpoint.head().size());
                return Optional.empty();
            }
            return Optional.of(checkpoint.head());
        } catch (MalformedException | UnverifiedException e) {
            tell(row.size(), "is not as the log's key signed it: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** All leaves are done. */
    void end(TreeHead head) {
        for (CheckpointRow row = rows.peek(); row != null; row = rows.peek()) {
            signed(row).ifPresent(signed -> tell(signed.size(), KnownHeads.shorter(signed, head)));
            rows.take();
        }
        if (home != null && !homeIsThere) {
            tell(
                    home.head().size(),
                    "is in the home, and not, or not like this, in the database: it was removed or changed there");
        }
    }

    private void tell(long size, String words) {
        findings.add(TABLE, null, "checkpoint of size " + size, words);
    }
}
