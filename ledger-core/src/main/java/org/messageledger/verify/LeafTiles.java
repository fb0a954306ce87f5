package org.messageledger.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.messageledger.log.StoredRows;
import org.messageledger.log.StoredRows.BatchRow;
import org.messageledger.tree.Frontier;
import org.messageledger.tree.Hash;
import org.messageledger.tree.Tile;
import org.messageledger.tree.TreeHead;

/**
 * Stored tiles against what follows from the entries. Where the two differ in a leaf, the head's root, or a batch's, tells which of
 * them was altered, and the check goes on with the other, so that one altered leaf does not spoil the whole tree.
 */
final class LeafTiles {

    static final String TABLE = "tiles";
    private static final int OTHERS_NAMED_MAX = 8;

    private final StoredRows rows;
    private final TreeHead head;
    private final Findings findings;
    private final StoredTiles tiles;
    private long present;

    /** @param head that the tree must come to */
    LeafTiles(StoredRows rows, TreeHead head, Findings findings) {
        this.rows = rows;
        this.head = head;
        this.findings = findings;
        this.tiles = new StoredTiles(rows);
    }

    /**
     * The leaf hashes to go on with.
     *
     * @param tree of the leaves before these, if these are known
     * @param first leaf index, the first of a tile
     * @param entries hashes of the entries, null where one is missing
     * @return null when one is not known
     */
    @Nullable
    List<Hash> settle(Frontier tree, long first, List<@Nullable Hash> entries) {
        Optional<byte[]> stored = entries.size() == Tile.WIDTH ? present(0, first / Tile.WIDTH) : Optional.empty();
        if (stored.isEmpty()) {
            return complete(entries);
        }
        List<Hash> due = Difference.hashes(stored.get(), Tile.WIDTH);
        List<Hash> there = new ArrayList<>();
        List<Long> differing = new ArrayList<>();
        for (int i = 0; i < Tile.WIDTH; i++) {
            Hash entry = entries.get(i);
            there.add(entry == null ? due.get(i) : entry);
            if (!there.get(i).equals(due.get(i))) {
                differing.add(first + i);
            }
        }
        return differing.isEmpty() || isEntry(tree, first, new Difference(there, due), differing) ? due : there;
    }

    private static @Nullable List<Hash> complete(List<@Nullable Hash> entries) {
        List<Hash> all = new ArrayList<>();
        for (Hash entry : entries) {
            if (entry == null) {
                return null;
            }
            all.add(entry);
        }
        return all;
    }

    /** Tells of the first leaf that differs; true when it is the entries that were altered. */
    private boolean isEntry(Frontier tree, long first, Difference difference, List<Long> differing) {
        long leaf = differing.get(0);
        int at = difference.first();
        String tile = name(0, first / Tile.WIDTH);
        String others = differing.size() == 1
                ? ""
                : "; so do " + (differing.size() - 1) + " more there: "
                        + differing.subList(1, Math.min(differing.size(), 1 + OTHERS_NAMED_MAX));
        if (findings.isFull(EntryRows.TABLE)
                || tiles.leadToRoot(leaf, difference.due().get(at), head)
                || leadToBatch(tree, first, leaf, difference.due())) {
            findings.ofLeaf(
                    leaf, "the entry " + difference.words(first) + " by " + tile + ", and by the tree" + others);
            return true;
        }
        String which = tiles.leadToRoot(leaf, difference.entries().get(at), head)
                        || leadToBatch(tree, first, leaf, difference.entries())
                ? "its hash there was changed; the entry is the one recorded"
                : "the entry " + difference.words(first)
                        + "; which of the two was altered cannot be told, neither leads to a root that is stored";
        findings.add(TABLE, leaf, tile + ", leaf " + leaf, which + others);
        return false;
    }

    /** Whether these hashes lead to the root of the first batch that ends in this tile and behind the leaf. */
    private boolean leadToBatch(Frontier tree, long first, long leaf, List<Hash> hashes) {
        for (BatchRow batch : rows.batches(first, first + Tile.WIDTH, Tile.WIDTH)) {
            if (batch.size() > leaf && batch.size() <= first + Tile.WIDTH && tree.size() == first) {
                List<Hash> until = hashes.subList(0, Math.toIntExact(batch.size() - first));
                Hash root = tree.extend(until).frontier().head().root();
                return Arrays.equals(root.toBytes(), batch.root());
            }
        }
        return false;
    }

    /** A full tile of a higher level, computed from what the entries led to. */
    void compare(Tile computed) {
        Optional<byte[]> stored = present(computed.level(), computed.index());
        if (stored.isEmpty()) {
            return;
        }
        List<Hash> there = Difference.hashes(stored.get(), Tile.WIDTH);
        List<Hash> due = Difference.hashes(computed.hashes(), Tile.WIDTH);
        if (!there.equals(due)) {
            int height = Tile.HEIGHT * computed.level();
            long node = computed.index() * Tile.WIDTH + new Difference(there, due).first();
            long leaf = node << height;
            findings.add(
                    TABLE,
                    leaf,
                    name(computed.level(), computed.index()),
                    "the hash over the leaves " + leaf + " to " + (((node + 1) << height) - 1)
                            + " is not that of their entries: it was changed, or they were together with their own"
                            + " tiles");
        }
    }

    private Optional<byte[]> present(int level, long index) {
        Optional<byte[]> stored = rows.tile(level, index);
        Long leaf = index << (Tile.HEIGHT * (level + 1));
        if (stored.isEmpty()) {
            findings.add(TABLE, leaf, name(level, index), "is missing");
            return stored;
        }
        present++;
        int length = stored.get().length;
        if (length != Tile.SIZE_BYTES) {
            findings.add(TABLE, leaf, name(level, index), "has " + length + " bytes, " + Tile.SIZE_BYTES + " are due");
        }
        return stored.filter(hashes -> hashes.length == Tile.SIZE_BYTES);
    }

    private static String name(int level, long index) {
        return "tile " + level + "/" + index;
    }

    /** @param stored how many there are */
    void end(long stored) {
        if (stored > present) {
            findings.add(
                    TABLE,
                    null,
                    "all tiles",
                    (stored - present) + " more are stored than the tree has: only full ones of the head's tree are");
        }
    }
}
