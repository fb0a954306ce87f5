package org.messageledger.eventstore;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.LogNames;
import org.messageledger.checkpoint.MalformedException;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.checkpoint.UnverifiedException;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.ledger.LedgerFounded;
import org.messageledger.ledger.LedgerFounded.Restored;
import org.messageledger.log.Entry;
import org.messageledger.log.Log;
import org.messageledger.wire.EntryReader;

/**
 * All foundings of a ledger: who it is, and who it was. The first is leaf 0; each later one says which leaf was lost first,
 * which is its own, and names a checkpoint that the one before has signed.
 *
 * @param all in the order of their leaves
 */
public record Foundings(List<FoundedAt> all) {

    /** @throws IdentityException when they do not follow from each other so */
    public Foundings {
        all = List.copyOf(all);
        if (all.isEmpty() || all.get(0).leafIndex() != 0) {
            throw new IdentityException("leaf 0 is not the founding of a ledger that this program can read", null);
        }
        Set<String> origins = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            FoundedAt founded = all.get(i);
            if (founded.event().format() != LedgerFounded.FORMAT) {
                throw new IdentityException(
                        founded.place() + " is not the founding of a ledger that this program can read", null);
            }
            if (!origins.add(founded.event().origin())) {
                throw new IdentityException(
                        founded.place() + " takes the name " + founded.event().origin()
                                + " again, which has ended for ever",
                        null);
            }
            if (i > 0) {
                requireFollows(all.get(i - 1), founded);
            }
        }
    }

    private static void requireFollows(FoundedAt before, FoundedAt founded) {
        Restored restored = founded.event().restored();
        if (restored == null || restored.firstLostLeaf() != founded.leafIndex()) {
            throw new IdentityException(
                    founded.place() + " founds the ledger once more without saying that this leaf was lost", null);
        }
        if (restored.checkpoint() != null) {
            try {
                Checkpoint unused = Checkpoint.verify(
                        SignedNote.parse(restored.checkpoint().getBytes(StandardCharsets.UTF_8)), List.of(key(before)));
            } catch (MalformedException | UnverifiedException e) {
                throw new IdentityException(
                        founded.place() + " names a checkpoint that the name before has not signed", e);
            }
        }
    }

    /**
     * Those of a log, as far as it is durable.
     *
     * @throws IdentityException when leaf 0 founds no ledger, or a later founding does not follow from it
     */
    public static Foundings in(Log log) {
        EntryReader reader = new EntryReader();
        List<FoundedAt> all = new ArrayList<>();
        List<Entry> entries = new ArrayList<>(log.read(0, 1)); // also if it founds nothing
        entries.addAll(log.readStream(LedgerFounded.STREAM, 1));
        for (Entry entry : entries) {
            if (reader.read(entry.bytes()).payload() instanceof LedgerFounded founded) {
                all.add(new FoundedAt(entry.leafIndex(), founded));
            }
        }
        return new Foundings(all);
    }

    public FoundedAt newest() {
        return all.get(all.size() - 1);
    }

    /** The founding that this leaf is. */
    public @Nullable LedgerFounded at(long leafIndex) {
        for (FoundedAt founded : all) {
            if (founded.leafIndex() == leafIndex) {
                return founded.event();
            }
        }
        return null;
    }

    /** Who signs which size. */
    public LogNames names() {
        return new LogNames(all.stream()
                .map(founded -> new LogNames.Since(founded.leafIndex(), key(founded)))
                .toList());
    }

    private static VerifierKey key(FoundedAt founded) {
        try {
            return VerifierKey.parse(founded.event().logKey());
        } catch (MalformedException e) {
            throw new IdentityException(founded.place() + " names a key that is none", e);
        }
    }
}
