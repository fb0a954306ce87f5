package org.messageledger.verify;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.messageledger.tree.Hash;
import org.messageledger.tree.Tile;
import org.messageledger.tree.TilePath;
import org.messageledger.tree.TreeHasher;

/**
 * A bundle taken apart (c2sp.org/tlog-tiles, "Log entries"): each entry behind its length, a big-endian uint16. Every byte of
 * the first 256 is hashed; what else there is is counted.
 */
final class EntryBundle {

    static final int ENTRY_BYTES_MAX = 0xFFFF;
    private static final int LENGTH_BYTES = 2;
    static final int SIZE_BYTES_MAX = Tile.WIDTH * (LENGTH_BYTES + ENTRY_BYTES_MAX);

    /** Where an entry of ours names its stream: behind salt and event id, whose lengths never vary (wire.EntryWriter). */
    private static final int STREAM_OFFSET = "{'salt':'".length() + 24 + "','eventId':'".length() + 36;

    private static final byte[] LEDGER_STREAM = "\",\"stream\":\"ledger\",".getBytes(StandardCharsets.US_ASCII);

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

    /** Bytes of the first entries of a bundle, or of all if it has fewer. */
    static int bytesOf(FileBytes file, int entries) {
        int at = 0;
        for (int entry = 0; entry < entries && at + LENGTH_BYTES <= file.length(); entry++) {
            at += LENGTH_BYTES + entryLength(file.array(), at);
        }
        return Math.min(at, file.length());
    }

    /** The first entry of a bundle that has been checked. */
    static byte[] first(FileBytes file) {
        return Arrays.copyOfRange(file.array(), LENGTH_BYTES, LENGTH_BYTES + entryLength(file.array(), 0));
    }

    interface Entries {
        void at(int place, byte[] entry);
    }

    /** The first entries of a bundle, as many as are there whole, of those that say in a fixed place that they are the ledger's own. */
    static void ledgersOwn(FileBytes file, int entries, Entries found) {
        byte[] bytes = file.array();
        int begin = LENGTH_BYTES;
        for (int place = 0; place < entries; place++) {
            int length = entryLength(bytes, begin - LENGTH_BYTES);
            int stream = begin + STREAM_OFFSET;
            int streamEnd = stream + LEDGER_STREAM.length;
            if (streamEnd <= begin + length
                    && Arrays.equals(bytes, stream, streamEnd, LEDGER_STREAM, 0, LEDGER_STREAM.length)) {
                found.at(place, Arrays.copyOfRange(bytes, begin, begin + length));
            }
            begin += length + LENGTH_BYTES;
        }
    }

    /** @throws LogFault when these are not as many entries as this bundle must have, each whole */
    void requireWhole(TilePath path) throws LogFault {
        long next = path.index() * Tile.WIDTH + count;
        if (torn) {
            throw new LogFault(path.toString(), "is truncated: it ends inside the entry of leaf " + next);
        }
        if (count < path.width()) {
            throw new LogFault(
                    path.toString(),
                    "is truncated: it ends before the entry of leaf " + next + "; it has " + count + " entries, "
                            + path.width() + " are due");
        }
        if (count > path.width()) {
            throw new LogFault(
                    path.toString(),
                    "has " + count + " entries, " + path.width() + " are due: what follows leaf "
                            + (path.index() * Tile.WIDTH + path.width() - 1) + " there is in no tree");
        }
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
