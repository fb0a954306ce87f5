package org.messageledger.verify;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.messageledger.tree.Hash;
import org.messageledger.tree.Tile;
import org.messageledger.tree.TilePath;
import org.messageledger.tree.TileStack;
import org.messageledger.tree.TreeHead;
import org.messageledger.verify.GivenTiles.Given;

/**
 * Computes a log's tree anew, from the first byte of the first entry on, and compares it with every tile given, with the
 * heads that were signed before and with the root that is signed now. One pass; memory for one file and a tile of each
 * level.
 */
final class TreeCheck {

    private final TreeHead signed;
    private final GivenTiles given;
    private final OlderPartials older;
    private final Deque<EarlierHead> known;
    private final OwnEntries own;
    private final LongConsumer progress;
    private final EntryBundle bundle = new EntryBundle();
    private final TileStack tree = new TileStack();

    /**
     * @param signed what the tree must come to
     * @param known heads of at most its size
     * @param own is given the entries of the ledger's own
     * @param progress is told the number of leaves that are done
     */
    TreeCheck(
            LogFiles files, TreeHead signed, List<? extends EarlierHead> known, OwnEntries own, LongConsumer progress) {
        this.signed = signed;
        this.given = new GivenTiles(files, signed);
        this.older = new OlderPartials(files, given);
        this.known = new ArrayDeque<>(known.stream()
                .sorted(Comparator.comparingLong(EarlierHead::size))
                .toList());
        this.own = own;
        this.progress = progress;
    }

    void run() throws IOException, LogFault {
        long size = signed.size();
        compareKnown(new byte[0], 0);
        while (tree.size() < size) {
            int width = (int) Math.min(Tile.WIDTH, size - tree.size());
            given.expectLeavesBehind(tree.size() / Tile.WIDTH);
            checkLeaves(tree.size() / Tile.WIDTH, width);
            compareKnown(bundle.leafHashes(), width);
            for (Tile full : tree.append(bundle.leafHashes(), width)) {
                checkTile(TilePath.hashes(full.level(), full.index(), Tile.WIDTH), full.hashes());
            }
            compareKnown(new byte[0], 0);
            progress.accept(tree.size());
        }
        for (int level = 1; level < Tile.LEVELS; level++) {
            Optional<TilePath> partial = TilePath.partial(level, size);
            if (partial.isPresent()) {
                checkTile(partial.get(), tree.tail(level));
            }
        }
        if (!tree.head().equals(signed)) {
            throw new LogFault(
                    "the whole log",
                    "entries and tiles agree with each other, but their root is "
                            + tree.head().root() + " and the checkpoint's is " + signed.root()
                            + ": the log was rewritten, or the checkpoint is another log's");
        }
    }

    /** The heads of every size up to that of the tree with the first of these leaves. */
    private void compareKnown(byte[] next, int width) throws LogFault {
        while (!known.isEmpty() && known.element().size() - tree.size() < Math.max(1, width)) {
            EarlierHead before = known.remove();
            int more = (int) (before.size() - tree.size());
            before.compare(more == 0 ? tree.head() : tree.headWith(next, more));
        }
    }

    private void checkLeaves(long index, int width) throws IOException, LogFault {
        Given entries = given.entries(TilePath.entries(index, width));
        requireFileBound(entries);
        byte[] hashes = bundle.read(entries.bytes()).leafHashes();
        // Now, for the tile's bytes take the place of the bundle's; what is not as it was signed is found all the same.
        own.look(index * Tile.WIDTH, entries.bytes(), Math.min(bundle.count(), width));
        Given tile = given.hashes(TilePath.hashes(0, index, width));
        int compared = Math.min(bundle.count(), width) * Hash.SIZE_BYTES;
        int differs = Arrays.mismatch(hashes, 0, compared, tile.bytes().array(), 0, compared);
        if (differs >= 0) {
            throw difference(entries.path(), tile, index, width);
        }
        bundle.requireWhole(entries.path());
        older.checkEntries(TilePath.entries(index, width), hashes);
        older.checkHashes(TilePath.hashes(0, index, width), hashes);
    }

    private static void requireFileBound(Given entries) throws LogFault {
        if (entries.bytes().length() > EntryBundle.SIZE_BYTES_MAX) {
            throw new LogFault(entries.path().toString(), "is longer than any bundle of 256 entries");
        }
    }

    /** Asks the signed root which of the two is right. */
    private LogFault difference(TilePath path, Given tile, long index, int width) throws LogFault {
        int count = Math.min(Tile.WIDTH, bundle.count());
        Difference difference = new Difference(
                Difference.hashes(bundle.leafHashes(), count),
                Difference.hashes(tile.bytes().array(), width));
        int at = difference.first();
        long leaf = index * Tile.WIDTH + at;
        String place = "leaf " + leaf + " (" + path + ")";
        if (given.leadsToRoot(0, leaf, difference.due().get(at))) {
            return new LogFault(place, "the entry " + difference.words(index * Tile.WIDTH));
        }
        if (given.leadsToRoot(0, leaf, difference.entries().get(at))) {
            return new LogFault(
                    tile.path().toString(), "the hash of leaf " + leaf + " was changed; its entry is the one signed");
        }
        return new LogFault(
                place,
                "the entry " + difference.words(index * Tile.WIDTH) + " by " + tile.path()
                        + "; which of the two was altered cannot be told, neither leads to the signed root");
    }

    private void checkTile(TilePath path, byte[] computed) throws IOException, LogFault {
        Given tile = given.hashes(path);
        int differs = Arrays.mismatch(computed, 0, computed.length, tile.bytes().array(), 0, computed.length);
        if (differs >= 0) {
            int at = differs / Hash.SIZE_BYTES;
            throw higherDifference(
                    tile.path(),
                    at,
                    Hash.at(computed, at * Hash.SIZE_BYTES),
                    Hash.at(tile.bytes().array(), at * Hash.SIZE_BYTES));
        }
        older.checkHashes(path, computed);
    }

    private LogFault higherDifference(TilePath path, int at, Hash computed, Hash given) {
        long index = path.index() * Tile.WIDTH + at;
        int height = 8 * path.level();
        String leaves = "leaves " + (index << height) + " to " + (((index + 1) << height) - 1);
        if (this.given.leadsToRoot(path.level(), index, given)) {
            return new LogFault(leaves, "entries were changed together with their tiles below " + path);
        }
        if (this.given.leadsToRoot(path.level(), index, computed)) {
            return new LogFault(
                    path.toString(), "the hash over " + leaves + " was changed; their entries are those signed");
        }
        return new LogFault(
                path.toString(),
                "the hash over " + leaves
                        + " is not that of their entries; which of the two was altered cannot be told,"
                        + " neither leads to the signed root");
    }
}
