package org.messageledger.log;

import java.util.Arrays;
import java.util.List;
import org.messageledger.tree.Hash;
import org.messageledger.tree.RightEdge;
import org.messageledger.tree.Tile;
import org.messageledger.tree.TileReader;
import org.messageledger.tree.TiledHashes;

/**
 * The durable tree's tiles. Full ones are stored; the last of each level follows from what is below it, and what is known
 * of it is kept, so that a proof reads no more than the tiles it names. Thread-safe.
 */
final class StoredTree implements TileReader {

    private final LogStore store;
    private final DurableHead durable;
    private final GrowingTile[] growing = new GrowingTile[Tile.LEVELS];

    StoredTree(LogStore store, DurableHead durable) {
        this.store = store;
        this.durable = durable;
        growing[0] = new GrowingTile(this::leaves);
        for (int level = 1; level < Tile.LEVELS; level++) {
            int below = level - 1;
            growing[level] = new GrowingTile((first, end, into, at) -> rootsOfTiles(below, first, end, into, at));
        }
    }

    /** The root of the first {@code size} leaves, at least 1. */
    Hash rootAt(long size) {
        return RightEdge.of(size, new TiledHashes(size, this)).root();
    }

    @Override
    public byte[] tile(int level, long index, int width) {
        if (level < 0 || level >= Tile.LEVELS || index < 0 || width < 1 || width > Tile.WIDTH) {
            throw new IllegalArgumentException("not a tile: level=" + level + " index=" + index + " width=" + width);
        }
        long hashesOfLevel = durable.get().size() >>> (level * Tile.HEIGHT);
        if (index > hashesOfLevel / Tile.WIDTH || index * Tile.WIDTH + width > hashesOfLevel) {
            throw new IllegalArgumentException("not in the tree yet: level=" + level + " index=" + index + " width="
                    + width + " hashesOfLevel=" + hashesOfLevel);
        }
        if ((index + 1) * Tile.WIDTH <= hashesOfLevel) {
            byte[] full = full(level, index);
            return width == Tile.WIDTH ? full : Arrays.copyOf(full, width * Hash.SIZE_BYTES);
        }
        return growing[level].first(index, width);
    }

    private byte[] full(int level, long index) {
        return store.tile(level, index)
                .orElseThrow(() -> new StorageException("tile is missing: level=" + level + " index=" + index))
                .hashes();
    }

    private void leaves(long first, long end, byte[] into, int at) {
        List<Hash> leaves = StoredLeaves.read(store, first, end);
        if (leaves.size() != end - first) {
            throw new StorageException("entries are missing: leafIndex=" + (first + leaves.size()));
        }
        for (int i = 0; i < leaves.size(); i++) {
            leaves.get(i).copyTo(into, at + i * Hash.SIZE_BYTES);
        }
    }

    private void rootsOfTiles(int level, long first, long end, byte[] into, int at) {
        for (long index = first; index < end; index++) {
            int offset = at + Math.toIntExact(index - first) * Hash.SIZE_BYTES;
            new Tile(level, index, full(level, index)).root().copyTo(into, offset);
        }
    }
}
