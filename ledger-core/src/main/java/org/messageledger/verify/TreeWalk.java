package org.messageledger.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messageledger.tree.Extension;
import org.messageledger.tree.Frontier;
import org.messageledger.tree.Hash;
import org.messageledger.tree.TreeHasher;
import org.messageledger.tree.TreeHead;
import org.messageledger.verify.EntryRows.ReadRow;
import org.messageledger.wire.EntryReader.WithSealed;

/** Builds the tree anew, leaf by leaf, and stops wherever somebody says what its root must be. */
final class TreeWalk {

    private final LeafTiles tiles;
    private final BatchRows batches;
    private final CheckpointRows checkpoints;
    private final KnownHeads known;
    private final List<Hash> pending = new ArrayList<>();
    private Frontier tree = Frontier.EMPTY;
    private boolean broken;
    private @Nullable Instant lastRecorded;

    TreeWalk(LeafTiles tiles, BatchRows batches, CheckpointRows checkpoints, KnownHeads known) {
        this.tiles = tiles;
        this.batches = batches;
        this.checkpoints = checkpoints;
        this.known = known;
    }

    void begin() {
        batches.begin();
        checkpoints.at(0, TreeHasher.empty());
    }

    /**
     * The next leaves.
     *
     * @param first leaf index, the first of a tile
     * @param page the rows of these leaves that there are
     */
    void append(long first, long end, List<ReadRow> page) {
        @Nullable Hash[] entries = new @Nullable Hash[Math.toIntExact(end - first)];
        @Nullable Instant[] times = new @Nullable Instant[entries.length];
        for (ReadRow read : page) {
            int place = Math.toIntExact(read.leafIndex() - first);
            WithSealed entry = read.entry();
            entries[place] = TreeHasher.leaf(read.row().entry());
            times[place] = entry == null ? null : entry.event().recordedAt();
        }
        List<Hash> leaves = tiles.settle(tree, first, new ArrayList<>(Arrays.asList(entries)));
        broken |= leaves == null;
        for (int i = 0; i < entries.length; i++) {
            if (leaves != null && !broken) {
                pending.add(leaves.get(i));
            }
            Instant time = times[i];
            if (time != null) {
                batches.entry(first + i, time);
            }
            lastRecorded = time;
            stopAt(first + i + 1, first + i + 1 == end);
        }
    }

    private void stopAt(long size, boolean always) {
        boolean batch = size == batches.end();
        if (!batch && size != checkpoints.nextSize() && size != known.nextSize() && !always) {
            return;
        }
        Hash root = null;
        if (!broken) {
            Extension extension = tree.extend(pending);
            pending.clear();
            tree = extension.frontier();
            root = tree.head().root();
            extension.fullTiles().stream().filter(tile -> tile.level() > 0).forEach(tiles::compare);
        }
        if (batch) {
            batches.endAt(size, root);
        }
        checkpoints.at(size, root);
        known.at(size, root);
    }

    /** All leaves are done. */
    void end(HeadRows head) {
        Frontier whole = broken ? null : tree;
        boolean told = batches.end(head.isAnother(whole));
        head.end(whole, told, lastRecorded);
        TreeHead end = new TreeHead(
                head.size(), broken ? head.claimed().root() : tree.head().root());
        checkpoints.end(end);
        known.end(end);
    }

    /** As far as it is known. */
    TreeHead head() {
        return tree.head();
    }
}
