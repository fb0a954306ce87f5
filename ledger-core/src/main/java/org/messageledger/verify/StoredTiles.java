package org.messageledger.verify;

import java.util.List;
import java.util.Optional;
import org.messageledger.log.StoredRows;
import org.messageledger.log.StoredRows.EntryRow;
import org.messageledger.tree.Hash;
import org.messageledger.tree.InclusionProof;
import org.messageledger.tree.Tile;
import org.messageledger.tree.TileReader;
import org.messageledger.tree.TiledHashes;
import org.messageledger.tree.TreeHasher;
import org.messageledger.tree.TreeHead;

/** The tree as the stored tiles have it, and what is behind the last full one as the entries have it. */
final class StoredTiles implements TileReader {

    private final StoredRows rows;

    StoredTiles(StoredRows rows) {
        this.rows = rows;
    }

    /** The stored tile, if there is one and it is as long as it must be. */
    Optional<byte[]> full(int level, long index) {
        return rows.tile(level, index).filter(hashes -> hashes.length == Tile.SIZE_BYTES);
    }

    /** @throws IllegalStateException when a tile or an entry is missing */
    @Override
    public byte[] tile(int level, long index, int width) {
        if (width == Tile.WIDTH) {
            return full(level, index).orElseThrow(() -> missing("tile", level, index));
        }
        byte[] hashes = new byte[width * Hash.SIZE_BYTES];
        long first = index * Tile.WIDTH;
        List<EntryRow> leaves = level == 0 ? rows.entries(first, first + width, width) : List.of();
        for (int i = 0; i < width; i++) {
            Hash hash;
            if (level > 0) {
                hash = new Tile(level - 1, first + i, tile(level - 1, first + i, Tile.WIDTH)).root();
            } else if (i < leaves.size()) {
                hash = TreeHasher.leaf(leaves.get(i).entry());
            } else {
                throw missing("entry", level, first + i);
            }
            hash.copyTo(hashes, i * Hash.SIZE_BYTES);
        }
        return hashes;
    }

    private static IllegalStateException missing(String what, int level, long index) {
        return new IllegalStateException("missing: what=" + what + " level=" + level + " index=" + index);
    }

    /** Whether a leaf of this hash leads to the root, by the hashes beside its path. */
    boolean leadToRoot(long leafIndex, Hash leaf, TreeHead head) {
        try {
            return InclusionProof.prove(leafIndex, head.size(), new TiledHashes(head.size(), this))
                    .verifies(leaf, head.root());
        } catch (IllegalStateException missing) {
            return false;
        }
    }
}
