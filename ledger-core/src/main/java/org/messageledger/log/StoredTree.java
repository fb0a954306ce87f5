package org.messageledger.log;

import java.util.List;
import org.messageledger.tree.Hash;
import org.messageledger.tree.HashReader;
import org.messageledger.tree.RightEdge;
import org.messageledger.tree.Tile;
import org.messageledger.tree.TiledHashes;

/** The tree of any size that the store has held: full tiles as they are stored, partial ones made from what they hold. */
final class StoredTree {

    private final LogStore store;

    StoredTree(LogStore store) {
        this.store = store;
    }

    /** The root of the first {@code size} leaves, at least 1. */
    Hash rootAt(long size) {
        return RightEdge.of(size, hashes(size)).root();
    }

    private HashReader hashes(long size) {
        return new TiledHashes(size, this::tile);
    }

    private byte[] tile(int level, long index, int width) {
        if (width == Tile.WIDTH) {
            return full(level, index);
        }
        byte[] hashes = new byte[width * Hash.SIZE_BYTES];
        if (level == 0) {
            List<Hash> leaves = StoredLeaves.read(store, index * Tile.WIDTH, index * Tile.WIDTH + width);
            if (leaves.size() != width) {
                throw new StorageException("entries are missing: leafIndex=" + index * Tile.WIDTH);
            }
            for (int i = 0; i < width; i++) {
                leaves.get(i).copyTo(hashes, i * Hash.SIZE_BYTES);
            }
            return hashes;
        }
        for (int i = 0; i < width; i++) {
            rootOf(full(level - 1, index * Tile.WIDTH + i)).copyTo(hashes, i * Hash.SIZE_BYTES);
        }
        return hashes;
    }

    private byte[] full(int level, long index) {
        return store.tile(level, index)
                .orElseThrow(() -> new StorageException("tile is missing: level=" + level + " index=" + index))
                .hashes();
    }

    private static Hash rootOf(byte[] tile) {
        RightEdge edge = RightEdge.EMPTY;
        for (int i = 0; i < Tile.WIDTH; i++) {
            edge = edge.append(Hash.at(tile, i * Hash.SIZE_BYTES));
        }
        return edge.root();
    }
}
