package org.messageledger.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.messageledger.tree.Hash;
import org.messageledger.tree.InclusionProof;
import org.messageledger.tree.Tile;
import org.messageledger.tree.TilePath;
import org.messageledger.tree.TileReader;
import org.messageledger.tree.TiledHashes;
import org.messageledger.tree.TreeHead;

/** The tiles and bundles as they are given, each of the length that the tree demands. */
final class GivenTiles implements TileReader {

    static final int TILES_AHEAD = 3;

    private final LogFiles files;
    private final TreeHead signed;

    GivenTiles(LogFiles files, TreeHead signed) {
        this.files = files;
        this.signed = signed;
    }

    /** A file, and the path that it was found under. */
    record Given(TilePath path, FileBytes bytes) {}

    /** The hashes of a tile; in place of a partial one that is gone, the full one that replaces it. */
    Given hashes(TilePath path) throws IOException, LogFault {
        Given given = found(path, Tile.SIZE_BYTES);
        int due = given.path().width() * Hash.SIZE_BYTES;
        if (given.bytes().length() != due) {
            throw new LogFault(
                    given.path().toString(),
                    "has " + lengthIn(given.bytes().length(), Tile.SIZE_BYTES) + ", " + due + " are due for "
                            + given.path().width() + " hashes");
        }
        return given;
    }

    /** A bundle, likewise. */
    Given entries(TilePath path) throws IOException, LogFault {
        return found(path, EntryBundle.SIZE_BYTES_MAX);
    }

    /** Of the next few tiles of leaves and their bundles it is known that they will be read. */
    void expectLeavesBehind(long index) {
        for (long next = index + 1; next <= index + TILES_AHEAD; next++) {
            int width = TilePath.entries(next, Tile.WIDTH).widthIn(signed.size());
            if (width > 0) {
                files.expect(TilePath.entries(next, width), EntryBundle.SIZE_BYTES_MAX);
                files.expect(TilePath.hashes(0, next, width), Tile.SIZE_BYTES);
            }
        }
    }

    private static String lengthIn(int bytes, int bytesMax) {
        return bytes > bytesMax ? "more than " + bytesMax + " bytes" : bytes + " bytes";
    }

    private Given found(TilePath path, int bytesMax) throws IOException, LogFault {
        FileBytes bytes = files.read(path.toString(), bytesMax);
        if (bytes != null) {
            return new Given(path, bytes);
        }
        bytes = path.isFull() ? null : files.read(path.full().toString(), bytesMax);
        if (bytes != null) {
            return new Given(path.full(), bytes);
        }
        throw new LogFault(path.toString(), "is missing; a log of " + signed.size() + " leaves must have it");
    }

    @Override
    public byte[] tile(int level, long index, int width) {
        try {
            byte[] bytes = hashes(TilePath.hashes(level, index, width)).bytes().copy();
            return Arrays.copyOf(bytes, width * Hash.SIZE_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (LogFault e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Whether a hash in this place of a level leads, with the given tiles around it, to the root that was signed. If it does
     * it is the one that was signed; if it does not, that hash or a tile on the way was changed.
     *
     * @param index of the hash in its level
     */
    boolean leadsToRoot(int level, long index, Hash hash) {
        int height = level * 8;
        try {
            InclusionProof fromLeaf =
                    InclusionProof.prove(index << height, signed.size(), new TiledHashes(signed.size(), this));
            InclusionProof fromHere = new InclusionProof(
                    index,
                    ((signed.size() - 1) >>> height) + 1,
                    fromLeaf.hashes().subList(height, fromLeaf.hashes().size()));
            return fromHere.verifies(hash, signed.root());
        } catch (UncheckedIOException | IllegalStateException missing) {
            return false;
        }
    }
}
