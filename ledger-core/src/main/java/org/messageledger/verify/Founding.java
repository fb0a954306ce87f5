package org.messageledger.verify;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.ledger.LedgerFounded;
import org.messageledger.tree.Tile;
import org.messageledger.tree.TilePath;
import org.messageledger.wire.EntryReader;
import org.messageledger.wire.UnreadableEntryException;

/** What leaf 0 says of the log it begins, where a ledger like ours has written it. Entries of other logs are opaque. */
final class Founding {

    private static final String PLACE = "leaf 0";

    private Founding() {}

    /**
     * Compares origin and key, in a log whose entries have been checked.
     *
     * @return what leaf 0 says, in words; empty if it does not found a ledger
     * @throws LogFault when it founds another ledger, or one of another key than those that are trusted
     */
    static Optional<String> check(LogFiles files, Checkpoint checkpoint, List<VerifierKey> logKeys)
            throws IOException, LogFault {
        if (checkpoint.head().size() == 0) {
            return Optional.empty();
        }
        TilePath first =
                TilePath.entries(0, (int) Math.min(Tile.WIDTH, checkpoint.head().size()));
        GivenTiles tiles = new GivenTiles(files, checkpoint.head());
        Optional<LedgerFounded> founded =
                read(EntryBundle.first(tiles.entries(first).bytes()));
        if (founded.isEmpty()) {
            return Optional.empty();
        }
        String origin = founded.get().origin();
        String key = founded.get().logKey();
        if (!origin.equals(checkpoint.origin())) {
            throw new LogFault(
                    PLACE, "founds the ledger " + origin + ", but the checkpoint's origin is " + checkpoint.origin());
        }
        if (logKeys.stream().map(VerifierKey::toString).noneMatch(key::equals)) {
            throw new LogFault(PLACE, "founds the ledger with the key " + key + ", which is none of those given");
        }
        return Optional.of("leaf 0 founds this ledger, with this origin and the key " + key);
    }

    /** The founding, if this is the entry of one. */
    static Optional<LedgerFounded> read(byte[] entry) {
        try {
            return new EntryReader().read(entry).payload() instanceof LedgerFounded founded
                    ? Optional.of(founded)
                    : Optional.empty();
        } catch (UnreadableEntryException foreign) {
            return Optional.empty();
        }
    }
}
