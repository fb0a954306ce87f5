package org.messageledger.verify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.LogNames;
import org.messageledger.checkpoint.MalformedException;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.checkpoint.UnverifiedException;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.eventstore.FoundedAt;
import org.messageledger.eventstore.IdentityException;
import org.messageledger.eventstore.LedgerHistory;
import org.messageledger.eventstore.OwnEventAt;
import org.messageledger.ledger.LedgerFounded;
import org.messageledger.ledger.LedgerFounded.Acknowledged;
import org.messageledger.ledger.LedgerFounded.Restored;
import org.messageledger.ledger.LogKeyAnnounced;
import org.messageledger.ledger.LogKeyRetired;
import org.messageledger.ledger.OwnEvent;
import org.messageledger.verify.Trust.Claimed;
import org.messageledger.wire.EntryReader;
import org.messageledger.wire.UnreadableEntryException;

/**
 * What a log says of itself, where a ledger like ours has written it: at leaf 0, where it went on under another name after a restored
 * backup, and where its key was changed. Entries of other logs are opaque.
 */
final class OwnEntries {

    /** More than any ledger has; each is kept in memory. */
    private static final int EVENTS_MAX = 1_000;

    private final List<OwnEventAt> all = new ArrayList<>();
    private boolean foreign;

    /**
     * Looks through a bundle, in order, from leaf 0 on. What is seen counts once all entries are known to be those signed.
     *
     * @param entries at the bundle's beginning that are there whole
     */
    void look(long firstLeaf, FileBytes bundle, int entries) {
        if (firstLeaf == 0 && entries > 0) {
            LedgerFounded founded = founding(EntryBundle.first(bundle)).orElse(null);
            foreign = founded == null;
            if (founded != null) {
                all.add(new OwnEventAt(0, founded));
            }
        }
        if (!foreign) {
            EntryBundle.ledgersOwn(bundle, entries, (place, entry) -> add(firstLeaf + place, entry));
        }
    }

    private void add(long leaf, byte[] entry) {
        if (leaf > 0 && all.size() <= EVENTS_MAX) {
            read(entry).ifPresent(event -> all.add(new OwnEventAt(leaf, event)));
        }
    }

    /**
     * Decides whether the given keys vouch for the log, all of whose entries lead to the checkpoint. They do if each has signed it. If
     * one has not, it must be one that the log has had and retired: each key that signs now was announced by the one before it, which
     * leads back to the given one, and all that must sign now have. So a log that says nothing of its keys needs every given one.
     *
     * @return who has signed and what the log says of itself, in words
     * @throws LogFault when they do not, when another ledger is founded, or what the log says of itself does not follow
     */
    List<String> believe(Claimed newest, List<VerifierKey> given) throws LogFault {
        List<String> words = new ArrayList<>(newest.believed());
        requireOrigin(newest.checkpoint().origin());
        LedgerHistory history = history();
        if (history == null) {
            newest.requireAllSigned("");
            return words;
        }
        FoundedAt founded = history.founded();
        String place = "leaf " + founded.leafIndex();
        LogNames names = history.names();
        if (given.stream().noneMatch(names::isOfNewestName)) {
            throw new LogFault(
                    place,
                    "founds the ledger with the key " + founded.event().logKey() + ", which is none of those given");
        }
        for (VerifierKey missing : newest.missing()) {
            if (!names.isOfNewestName(missing) || names.newest().keys().contains(missing)) {
                throw new LogFault(newest.place(), "is not signed by " + missing);
            }
        }
        try {
            Checkpoint unused = names.verify(newest.note());
        } catch (MalformedException | UnverifiedException e) {
            throw new LogFault(newest.place(), e);
        }
        words.addAll(said(history));
        return words;
    }

    /** What the newest founding says; before anything else, for a log of another name is another log. */
    private void requireOrigin(String origin) throws LogFault {
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).event() instanceof LedgerFounded founded) {
                if (!founded.origin().equals(origin)) {
                    throw new LogFault(
                            "leaf " + all.get(i).leafIndex(),
                            "founds the ledger " + founded.origin() + ", but the checkpoint's origin is " + origin);
                }
                return;
            }
        }
    }

    /** As the entries have them; null if leaf 0 founds no ledger. @throws LogFault when they do not follow from each other */
    @Nullable
    LogNames names() throws LogFault {
        LedgerHistory history = history();
        return history == null ? null : history.names();
    }

    private @Nullable LedgerHistory history() throws LogFault {
        if (all.isEmpty()) {
            return null;
        }
        if (all.size() > EVENTS_MAX) {
            throw new LogFault("the ledger's own entries", "are more than " + EVENTS_MAX);
        }
        try {
            return new LedgerHistory(all);
        } catch (IdentityException e) {
            throw new LogFault("the ledger's own entries", String.valueOf(e.getMessage()));
        }
    }

    private static List<String> said(LedgerHistory history) throws LogFault {
        FoundedAt first = history.foundings().get(0);
        String key = first.event().logKey();
        if (history.all().size() == 1) {
            return List.of("leaf 0 founds this ledger, with this origin and the key " + key);
        }
        List<String> words = new ArrayList<>();
        words.add("leaf 0 founds this ledger as " + first.event().origin() + " with the key " + key);
        for (OwnEventAt own : history.all().subList(1, history.all().size())) {
            List<VerifierKey> keys = history.names().at(own.leafIndex() + 1).keys();
            if (own.event() instanceof LedgerFounded founded) {
                words.add(restored(new FoundedAt(own.leafIndex(), founded)));
            } else if (own.event() instanceof LogKeyAnnounced) {
                words.add("leaf " + own.leafIndex() + " announces the key " + keys.get(1) + ", which " + keys.get(0)
                        + " has signed: from there on both sign");
            } else if (own.event() instanceof LogKeyRetired retired) {
                words.add("leaf " + own.leafIndex() + " retires the key " + retired.logKey() + ": from there on "
                        + keys.get(0) + " signs alone, give that one from now on");
            }
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
    static Optional<LedgerFounded> founding(byte[] entry) {
        return read(entry).map(event -> event instanceof LedgerFounded founded ? founded : null);
    }

    private static Optional<OwnEvent> read(byte[] entry) {
        try {
            return new EntryReader().read(entry).payload() instanceof OwnEvent event
                    ? Optional.of(event)
                    : Optional.empty();
        } catch (UnreadableEntryException foreign) {
            return Optional.empty();
        }
    }
}
