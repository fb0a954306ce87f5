package org.messageledger.verify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.MalformedException;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.eventstore.FoundedAt;
import org.messageledger.eventstore.Foundings;
import org.messageledger.eventstore.IdentityException;
import org.messageledger.ledger.LedgerFounded;
import org.messageledger.ledger.LedgerFounded.Acknowledged;
import org.messageledger.ledger.LedgerFounded.Restored;
import org.messageledger.wire.EntryReader;
import org.messageledger.wire.UnreadableEntryException;

/**
 * What a log says of itself, where a ledger like ours has written it: at leaf 0, and where it went on under another name after
 * a restored backup. Entries of other logs are opaque.
 */
final class FoundingEntries {

    /** More than any ledger is restored; each is kept in memory. */
    private static final int FOUNDINGS_MAX = 1_000;

    private final List<FoundedAt> all = new ArrayList<>();
    private boolean foreign;

    /**
     * Looks through a bundle, in order, from leaf 0 on. What is seen counts once all entries are known to be those signed.
     *
     * @param entries at the bundle's beginning that are there whole
     */
    void look(long firstLeaf, FileBytes bundle, int entries) {
        if (firstLeaf == 0 && entries > 0) {
            LedgerFounded founded = read(EntryBundle.first(bundle)).orElse(null);
            foreign = founded == null;
            if (founded != null) {
                all.add(new FoundedAt(0, founded));
            }
        }
        if (!foreign) {
            EntryBundle.ledgersOwn(bundle, entries, (place, entry) -> add(firstLeaf + place, entry));
        }
    }

    private void add(long leaf, byte[] entry) {
        Optional<LedgerFounded> founded = read(entry);
        if (leaf > 0 && founded.isPresent() && all.size() <= FOUNDINGS_MAX) {
            all.add(new FoundedAt(leaf, founded.get()));
        }
    }

    /**
     * Compares the newest origin and key, in a log whose entries have been checked.
     *
     * @return what the foundings say, in words; nothing if leaf 0 does not found a ledger
     * @throws LogFault when another ledger is founded, or one of another key than those that are trusted, or a later founding
     *     does not follow from the one before
     */
    List<String> check(Checkpoint checkpoint, List<VerifierKey> logKeys) throws LogFault {
        if (all.isEmpty()) {
            return List.of();
        }
        if (all.size() > FOUNDINGS_MAX) {
            throw new LogFault("the foundings", "are more than " + FOUNDINGS_MAX);
        }
        FoundedAt newest = all.get(all.size() - 1);
        String place = "leaf " + newest.leafIndex();
        String origin = newest.event().origin();
        String key = newest.event().logKey();
        if (!origin.equals(checkpoint.origin())) {
            throw new LogFault(
                    place, "founds the ledger " + origin + ", but the checkpoint's origin is " + checkpoint.origin());
        }
        if (logKeys.stream().map(VerifierKey::toString).noneMatch(key::equals)) {
            throw new LogFault(place, "founds the ledger with the key " + key + ", which is none of those given");
        }
        if (all.size() == 1) {
            return List.of("leaf 0 founds this ledger, with this origin and the key " + key);
        }
        try {
            Foundings unused = new Foundings(all);
        } catch (IdentityException e) {
            throw new LogFault("the foundings", String.valueOf(e.getMessage()));
        }
        List<String> words = new ArrayList<>();
        words.add("leaf 0 founds this ledger as " + all.get(0).event().origin() + " with the key "
                + all.get(0).event().logKey());
        for (FoundedAt founded : all.subList(1, all.size())) {
            words.add(restored(founded));
        }
        return words;
    }

    private static String restored(FoundedAt founded) throws LogFault {
        Restored restored = founded.event().restored();
        if (restored == null) {
            throw new IllegalStateException("foundings that follow say what was lost");
        }
        Acknowledged acknowledged = restored.acknowledged();
        return "RESTORED from a backup: what was acknowledged from leaf " + restored.firstLostLeaf()
                + " on was lost; known was " + signed(founded.leafIndex(), restored.checkpoint())
                + (acknowledged == null
                        ? ""
                        : ", acknowledged were " + acknowledged.size() + " entries, root " + acknowledged.root())
                + ". From leaf " + founded.leafIndex() + " on this ledger is "
                + founded.event().origin() + " with the key " + founded.event().logKey();
    }

    private static String signed(long leaf, @Nullable String note) throws LogFault {
        if (note == null) {
            return "no checkpoint";
        }
        try {
            Checkpoint checkpoint = Checkpoint.parse(
                    SignedNote.parse(note.getBytes(StandardCharsets.UTF_8)).text());
            return "the checkpoint of " + checkpoint.origin() + " over "
                    + checkpoint.head().size() + " entries, root "
                    + checkpoint.head().root();
        } catch (MalformedException e) {
            throw new LogFault("leaf " + leaf, e);
        }
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
