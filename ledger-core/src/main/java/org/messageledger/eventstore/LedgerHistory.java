package org.messageledger.eventstore;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.LogKeyStatement;
import org.messageledger.checkpoint.LogKeyStatement.Kind;
import org.messageledger.checkpoint.LogNames;
import org.messageledger.checkpoint.LogNames.Since;
import org.messageledger.checkpoint.MalformedException;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.checkpoint.UnverifiedException;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.ledger.LedgerFounded;
import org.messageledger.ledger.LedgerFounded.Restored;
import org.messageledger.ledger.LogKeyAnnounced;
import org.messageledger.ledger.LogKeyRetired;
import org.messageledger.ledger.OwnEvent;
import org.messageledger.log.Entry;
import org.messageledger.log.Log;
import org.messageledger.wire.EntryReader;

/**
 * All of the ledger's own events: who it is, and who it was. The first founds it, at leaf 0. Each later founding says which leaf was
 * lost first, which is its own, and names a checkpoint that the name before has signed. A key is announced by itself and by the one
 * that it is to follow, and that one is retired by it: nobody who can write entries, but has no key, can change who signs.
 */
public final class LedgerHistory {

    private final List<OwnEventAt> all;
    private final List<Since> names = new ArrayList<>();
    private final Set<String> origins = new HashSet<>();
    private final Set<VerifierKey> keys = new HashSet<>();

    /**
     * @param all in the order of their leaves; one's place among them is its sequence number
     * @throws IdentityException when they do not follow from each other so
     */
    public LedgerHistory(List<OwnEventAt> all) {
        this.all = List.copyOf(all);
        if (all.isEmpty() || all.get(0).leafIndex() != 0) {
            throw unreadable("leaf 0");
        }
        for (int i = 0; i < all.size(); i++) {
            OwnEventAt own = all.get(i);
            names.add(new Since(own.leafIndex(), after(i, own)));
        }
    }

    private static IdentityException unreadable(String place) {
        return new IdentityException(place + " is not the founding of a ledger that this program can read", null);
    }

    private List<VerifierKey> after(int sequenceNumber, OwnEventAt own) {
        OwnEvent event = own.event();
        if (event instanceof LedgerFounded founded) {
            return founded(own.place(), own.leafIndex(), founded);
        }
        if (sequenceNumber == 0) {
            throw unreadable(own.place());
        }
        return event instanceof LogKeyAnnounced announced
                ? announced(own.place(), sequenceNumber, announced)
                : retired(own.place(), sequenceNumber, (LogKeyRetired) event);
    }

    private List<VerifierKey> founded(String place, long leafIndex, LedgerFounded founded) {
        if (founded.format() != LedgerFounded.FORMAT) {
            throw unreadable(place);
        }
        if (!origins.add(founded.origin())) {
            throw new IdentityException(
                    place + " takes the name " + founded.origin() + " again, which has ended for ever", null);
        }
        if (leafIndex > 0) {
            requireFollows(place, leafIndex, founded.restored());
        }
        VerifierKey key = key(place, founded.logKey());
        keys.add(key);
        return List.of(key);
    }

    private void requireFollows(String place, long leafIndex, @Nullable Restored restored) {
        if (restored == null || restored.firstLostLeaf() != leafIndex) {
            throw new IdentityException(
                    place + " founds the ledger once more without saying that this leaf was lost", null);
        }
        if (restored.checkpoint() != null) {
            try {
                Checkpoint unused =
                        names().verifyAny(SignedNote.parse(restored.checkpoint().getBytes(StandardCharsets.UTF_8)));
            } catch (MalformedException | UnverifiedException e) {
                throw new IdentityException(place + " names a checkpoint that the name before has not signed", e);
            }
        }
    }

    private List<VerifierKey> announced(String place, int sequenceNumber, LogKeyAnnounced announced) {
        VerifierKey key = key(place, announced.logKey());
        if (newest().size() > 1) {
            throw new IdentityException(place + " announces a key while another one is being changed", null);
        }
        VerifierKey before = newest().get(0);
        if (!key.name().equals(before.name())) {
            throw new IdentityException(place + " announces a key of another name: " + key, null);
        }
        if (!keys.add(key)) {
            throw new IdentityException(place + " announces a key that the log has had before: " + key, null);
        }
        verify(place, Kind.ANNOUNCED, sequenceNumber, before, key, announced.note());
        return List.of(before, key);
    }

    private List<VerifierKey> retired(String place, int sequenceNumber, LogKeyRetired retired) {
        List<VerifierKey> signing = newest();
        if (signing.size() == 1 || !signing.get(0).equals(key(place, retired.logKey()))) {
            throw new IdentityException(
                    place + " retires a key that none is announced to follow: " + retired.logKey(), null);
        }
        verify(place, Kind.RETIRED, sequenceNumber, signing.get(0), signing.get(1), retired.note());
        return signing.subList(1, 2);
    }

    private static void verify(
            String place, Kind kind, int sequenceNumber, VerifierKey oldKey, VerifierKey newKey, String note) {
        try {
            new LogKeyStatement(kind, oldKey.name(), sequenceNumber, oldKey, newKey).verify(note);
        } catch (MalformedException | UnverifiedException e) {
            throw new IdentityException(
                    place + " changes the log's key from " + oldKey + " to " + newKey
                            + ", and those who must have signed that have not: it is FORGED (" + e.getMessage() + ")",
                    e);
        }
    }

    private static VerifierKey key(String place, String vkey) {
        try {
            return VerifierKey.parse(vkey);
        } catch (MalformedException e) {
            throw new IdentityException(place + " names a key that is none", e);
        }
    }

    private List<VerifierKey> newest() {
        return names.get(names.size() - 1).keys();
    }

    /**
     * Those of a log, as far as it is durable.
     *
     * @throws IdentityException when leaf 0 founds no ledger, or a later event does not follow from it
     */
    public static LedgerHistory in(Log log) {
        EntryReader reader = new EntryReader();
        List<OwnEventAt> all = new ArrayList<>();
        List<Entry> entries = new ArrayList<>(log.read(0, 1)); // also if it founds nothing
        entries.addAll(log.readStream(LedgerFounded.STREAM, 1));
        for (Entry entry : entries) {
            if (reader.read(entry.bytes()).payload() instanceof OwnEvent event) {
                all.add(new OwnEventAt(entry.leafIndex(), event));
            }
        }
        return new LedgerHistory(all);
    }

    /** In the order of their leaves. */
    public List<OwnEventAt> all() {
        return all;
    }

    /** The foundings among them. */
    public List<FoundedAt> foundings() {
        List<FoundedAt> foundings = new ArrayList<>();
        for (OwnEventAt own : all) {
            if (own.event() instanceof LedgerFounded founded) {
                foundings.add(new FoundedAt(own.leafIndex(), founded));
            }
        }
        return foundings;
    }

    /** The founding that holds now. */
    public FoundedAt founded() {
        List<FoundedAt> foundings = foundings();
        return foundings.get(foundings.size() - 1);
    }

    /** The event that this leaf is. */
    public @Nullable OwnEvent at(long leafIndex) {
        for (OwnEventAt own : all) {
            if (own.leafIndex() == leafIndex) {
                return own.event();
            }
        }
        return null;
    }

    /** Who signs which size. */
    public LogNames names() {
        return new LogNames(names);
    }
}
