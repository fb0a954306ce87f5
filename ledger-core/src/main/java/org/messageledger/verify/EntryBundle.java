package org.messageledger.verify;

import java.util.Arrays;
import org.messageledger.tree.Hash;
import org.messageledger.tree.Tile;
import org.messageledger.tree.TreeHasher;

/**
 * A bundle taken apart (c2sp.org/tlog-tiles, "Log entries"): each entry behind its length, a big-endian uint16. Every byte of
 * the first 256 is hashed; what else there is is counted.
 */
final class EntryBundle {

    static final int ENTRY_BYTES_MAX = 0xFFFF;
    private static final int LENGTH_BYTES = 2;
    static final int SIZE_BYTES_MAX = Tile.WIDTH * (LENGTH_BYTES + ENTRY_BYTES_MAX);

    private final byte[] leafHashes = new byte[Tile.SIZE_BYTES];
    private int count;
    private boolean torn;

    /** Takes the place of what was read before. */
    EntryBundle read(FileBytes file) {
        byte[] bytes = file.array();
        int at = 0;
        count = 0;
        torn = false;
        while (at < file.length()) {
            int begin = at + LENGTH_BYTES;
            int length = begin <= file.length() ? entryLength(bytes, at) : 0;
            if (begin + length > file.length()) {
                torn = true;
                return this;
            }
            if (count < Tile.WIDTH) {
                TreeHasher.leaf(bytes, begin, length, leafHashes, count * Hash.SIZE_BYTES);
            }
            count++;
            at = begin + length;
        }
        return this;
    }

    private static int entryLength(byte[] bytes, int at) {
        return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
    }

    /** The first entry of a bundle that has been checked. */
    static byte[] first(FileBytes file) {
        return Arrays.copyOfRange(file.array(), LENGTH_BYTES, LENGTH_BYTES + entryLength(file.array(), 0));
    }

    /** 32 bytes for each of the first 256 entries; behind them, remains. */
    byte[] leafHashes() {
        return leafHashes;
    }

    /** Entries that are there whole. */
    int count() {
        return count;
    }

    /** Whether the file ends inside an entry or its length. */
    boolean isTorn() {
        return torn;
    }
}
