package org.messageledger.log;

import java.util.Arrays;
import org.messageledger.tree.Hash;
import org.messageledger.tree.Tile;

/**
 * The last tile of a level: hashes that have been read once are kept, and those that the tree has grown by are added. At
 * most 8 KiB. Thread-safe.
 */
final class GrowingTile {

    /** Where the hashes of a level come from. */
    @FunctionalInterface
    interface Source {
        /** Writes the hashes from number {@code first} on and below {@code end} of the level, from offset {@code at} on. */
        void read(long first, long end, byte[] into, int at);
    }

    private final Source source;
    private byte[] hashes = new byte[0];
    private long index;

    GrowingTile(Source source) {
        this.source = source;
    }

    /** The first {@code width} hashes of this tile, which the tree must hold. */
    synchronized byte[] first(long wanted, int width) {
        int known = wanted == index ? hashes.length / Hash.SIZE_BYTES : 0;
        if (width <= known) {
            return Arrays.copyOf(hashes, width * Hash.SIZE_BYTES);
        }
        byte[] grown = Arrays.copyOf(known == 0 ? new byte[0] : hashes, width * Hash.SIZE_BYTES);
        long firstOfTile = wanted * Tile.WIDTH;
        source.read(firstOfTile + known, firstOfTile + width, grown, known * Hash.SIZE_BYTES);
        hashes = grown;
        index = wanted;
        return grown.clone();
    }
}
