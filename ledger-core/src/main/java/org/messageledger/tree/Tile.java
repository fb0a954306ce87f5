package org.messageledger.tree;

import java.util.Arrays;

/**
 * A full tile (C2SP tlog-tiles): 256 neighbouring hashes of the tree, each over 256^level leaves. It never changes again
 * and may be kept for ever. Immutable; equal by content.
 */
public final class Tile {

    /** Hashes of a full tile. */
    public static final int WIDTH = 256;

    /** Bytes of a full tile. */
    public static final int SIZE_BYTES = WIDTH * Hash.SIZE_BYTES;

    /** Levels that a tree of fewer than 2^63 leaves can have: 0 to 7. */
    public static final int LEVELS = 8;

    /** Binary levels that one tile level stands for. */
    public static final int HEIGHT = 8;

    private final int level;
    private final long index;
    private final byte[] hashes;

    /**
     * Copies.
     *
     * @param level 0 to 7
     * @param index the tile's place in its level; its first hash is number {@code 256 × index} there
     * @throws IllegalArgumentException when level or index are out of bounds or there are not 8,192 bytes
     */
    public Tile(int level, long index, byte[] hashes) {
        if (level < 0 || level >= LEVELS || index < 0 || hashes.length != SIZE_BYTES) {
            throw new IllegalArgumentException(
                    "not a full tile: level=" + level + " index=" + index + " bytes=" + hashes.length);
        }
        this.level = level;
        this.index = index;
        this.hashes = hashes.clone();
    }

    public int level() {
        return level;
    }

    public long index() {
        return index;
    }

    /** A copy of the 8,192 bytes. */
    public byte[] hashes() {
        return hashes.clone();
    }

    /** The node over all its hashes: one hash of the level above. */
    public Hash root() {
        return PackedHashes.root(hashes, 0, WIDTH);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tile tile
                && level == tile.level
                && index == tile.index
                && Arrays.equals(hashes, tile.hashes);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * level + Long.hashCode(index)) + Arrays.hashCode(hashes);
    }

    @Override
    public String toString() {
        return "Tile[level=" + level + " index=" + index + "]";
    }
}
