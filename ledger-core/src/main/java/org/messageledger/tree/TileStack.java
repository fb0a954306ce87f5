package org.messageledger.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Makes the tiles of a tree from its leaves, a tile of them at a time, for those who go through whole logs; a log that grows
 * uses {@link Frontier}. Remembers the last tile of each level, 64 KiB at most, whatever the size. Not for several threads.
 */
public final class TileStack {

    private final byte[][] tails = new byte[Tile.LEVELS][Tile.SIZE_BYTES];
    private long size;

    /** Number of leaves. */
    public long size() {
        return size;
    }

    /**
     * Appends the next tile of level 0. After one that is not full nothing can be appended.
     *
     * @param leafHashes 32 bytes each; not kept
     * @param width how many, 1 to 256
     * @return the tiles of level 1 and above that became full, a tile behind those that it is made from
     */
    public List<Tile> append(byte[] leafHashes, int width) {
        if (size % Tile.WIDTH != 0 || width < 1 || width > Tile.WIDTH) {
            throw new IllegalArgumentException("no next tile: size=" + size + " width=" + width);
        }
        System.arraycopy(leafHashes, 0, tails[0], 0, width * Hash.SIZE_BYTES);
        List<Tile> full = new ArrayList<>();
        boolean carry = width == Tile.WIDTH;
        for (int level = 1; carry; level++) {
            long index = size >>> (level * Tile.HEIGHT);
            int place = (int) (index % Tile.WIDTH);
            PackedHashes.root(tails[level - 1], 0, Tile.WIDTH).copyTo(tails[level], place * Hash.SIZE_BYTES);
            carry = place == Tile.WIDTH - 1;
            if (carry) {
                full.add(new Tile(level, index / Tile.WIDTH, tails[level]));
            }
        }
        size = Math.addExact(size, width);
        return full;
    }

    /** The hashes of the level's last tile if it is not full, else none: what its partial tile holds. */
    public byte[] tail(int level) {
        return Arrays.copyOf(tails[level], Frontier.tailWidth(size, level) * Hash.SIZE_BYTES);
    }

    /** Size and root (RFC 6962 section 2.1) of the tree so far. */
    public TreeHead head() {
        return head(size, tails[0]);
    }

    /**
     * Size and root that the tree would have, were only the first hashes of the next tile appended.
     *
     * @param count how many of them, 0 to 255
     */
    public TreeHead headWith(byte[] leafHashes, int count) {
        if (size % Tile.WIDTH != 0 || count < 0 || count >= Tile.WIDTH) {
            throw new IllegalArgumentException("no part of a next tile: size=" + size + " count=" + count);
        }
        return head(size + count, leafHashes);
    }

    private TreeHead head(long treeSize, byte[] level0) {
        List<Hash> roots = new ArrayList<>();
        for (int level = Tile.LEVELS - 1; level >= 0; level--) {
            byte[] hashes = level == 0 ? level0 : tails[level];
            int width = Frontier.tailWidth(treeSize, level);
            roots.addAll(PackedHashes.completeRoots(Arrays.copyOf(hashes, width * Hash.SIZE_BYTES)));
        }
        return new RightEdge(treeSize, Collections.unmodifiableList(roots)).head();
    }
}
