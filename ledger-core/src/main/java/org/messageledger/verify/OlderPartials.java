package org.messageledger.verify;

import java.io.IOException;
import java.util.Arrays;
import org.messageledger.tree.Hash;
import org.messageledger.tree.Tile;
import org.messageledger.tree.TilePath;

/** The partial tiles and bundles that smaller trees ended with: each must be the beginning of what is there now. */
final class OlderPartials {

    private final LogFiles files;
    private final GivenTiles given;
    private final EntryBundle bundle = new EntryBundle();

    OlderPartials(LogFiles files, GivenTiles given) {
        this.files = files;
        this.given = given;
    }

    /** @param computed the hashes of the tile, or more */
    void checkHashes(TilePath path, byte[] computed) throws IOException, LogFault {
        for (TilePath older : files.narrower(path)) {
            FileBytes bytes = given.hashes(older).bytes();
            int differs = Arrays.mismatch(computed, 0, bytes.length(), bytes.array(), 0, bytes.length());
            if (differs >= 0) {
                throw new LogFault(
                        older.toString(),
                        "hash " + differs / Hash.SIZE_BYTES + " was changed, it is not that of " + path);
            }
        }
    }

    /** @param computed the hashes of the bundle's entries, or more */
    void checkEntries(TilePath path, byte[] computed) throws IOException, LogFault {
        for (TilePath older : files.narrower(path)) {
            checkEntriesOf(older, computed);
        }
    }

    private void checkEntriesOf(TilePath older, byte[] computed) throws IOException, LogFault {
        bundle.read(given.entries(older).bytes());
        int compared = Math.min(bundle.count(), older.width()) * Hash.SIZE_BYTES;
        int differs = Arrays.mismatch(computed, 0, compared, bundle.leafHashes(), 0, compared);
        if (differs >= 0) {
            long leaf = older.index() * Tile.WIDTH + differs / Hash.SIZE_BYTES;
            throw new LogFault(
                    older.toString(), "the entry of leaf " + leaf + " was changed, it is not the one signed");
        }
        if (bundle.isTorn() || bundle.count() != older.width()) {
            throw new LogFault(
                    older.toString(),
                    "has " + bundle.count() + " whole entries" + (bundle.isTorn() ? " and a part of one, " : ", ")
                            + older.width() + " are due");
        }
    }
}
