package org.messageledger.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.Cosignature;
import org.messageledger.checkpoint.MalformedException;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.checkpoint.UnverifiedException;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.checkpoint.WitnessPolicy;
import org.messageledger.checkpoint.Witnessed;

/**
 * Whom the verifier believes. Every log key that is given must have signed what is checked now, one at least under the log's
 * origin: a key is not given to be ignored. Unless the log's own entries say that it was changed: then a given key that has been
 * retired need not have signed, and those that follow from it must have ({@link OwnEntries#believe}). What was kept from before must be
 * signed by one of the given keys, or by those that the entries name for its size.
 *
 * @param logKeys at least one
 * @param witnesses whose cosignatures count, and how many there must be
 */
public record Trust(List<VerifierKey> logKeys, WitnessPolicy witnesses) {

    public Trust {
        logKeys = List.copyOf(logKeys);
        if (logKeys.isEmpty()) {
            throw new IllegalArgumentException("without a key nothing can be believed");
        }
    }

    /**
     * A checkpoint whose cosignatures are believed.
     *
     * @param signers those of the given keys that have signed it
     * @param missing those that have not
     * @param words who has cosigned
     */
    record Claimed(
            String place,
            SignedNote note,
            Checkpoint checkpoint,
            List<VerifierKey> signers,
            List<VerifierKey> missing,
            List<String> words) {

        /** @throws LogFault unless every given key has signed */
        void requireAllSigned(String otherwise) throws LogFault {
            if (!missing.isEmpty()) {
                throw new LogFault(place, "is not signed by " + missing.get(0) + otherwise);
            }
        }

        /** Who has signed, in words. */
        List<String> believed() {
            List<String> all = new ArrayList<>();
            all.add("origin " + checkpoint.origin() + ", " + checkpoint.head().size() + " entries, root "
                    + checkpoint.head().root());
            signers.forEach(signer -> all.add("signed by " + signer));
            all.addAll(words);
            return all;
        }
    }

    /**
     * A checkpoint of the log that the keys are of, by its name at least.
     *
     * @throws LogFault when it is of another log, or a signature or cosignature is wrong, or too few have cosigned
     */
    Claimed claimed(String place, SignedNote note) throws LogFault {
        try {
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            Set<VerifierKey> signers = note.signersAmong(logKeys);
            if (logKeys.stream().noneMatch(key -> key.name().equals(checkpoint.origin()))) {
                throw new LogFault(
                        place, "is of " + checkpoint.origin() + ", and none of the given keys is of that log");
            }
            List<VerifierKey> missing =
                    logKeys.stream().filter(key -> !signers.contains(key)).toList();
            return new Claimed(place, note, checkpoint, List.copyOf(signers), missing, cosigned(place, note));
        } catch (MalformedException | UnverifiedException e) {
            throw new LogFault(place, e);
        }
    }

    /** A checkpoint alone: every given key must have signed, and one of them must be the log's. */
    Claimed signed(String place, SignedNote note) throws LogFault {
        Claimed claimed = claimed(place, note);
        claimed.requireAllSigned(
                "; if the log's key was changed, give the one that it had then: verify, over the whole log,"
                        + " follows from key to key");
        return claimed;
    }

    private List<String> cosigned(String place, SignedNote note) throws LogFault, UnverifiedException {
        Witnessed witnessed = witnesses.check(note);
        List<VerifierKey> cosigners = witnessed.cosignatures().stream()
                .map(Cosignature::witness)
                .distinct()
                .toList();
        if (witnesses.asksForWitnesses() && !witnessed.isEnough()) {
            throw new LogFault(
                    place,
                    "is cosigned by " + cosigners.size() + " of the "
                            + witnesses.witnesses().size() + " witnesses, which is too few");
        }
        return cosigners.stream().map(witness -> "cosigned by " + witness).toList();
    }

    /** A head to be compared with what the log was then: proved, or, if no given key has signed it, {@link UnprovedHead}. */
    EarlierHead older(NamedBytes kept, Checkpoint newest) throws LogFault {
        String place = kept.place();
        try {
            SignedNote note = SignedNote.parse(kept.bytes());
            Checkpoint older = Checkpoint.parse(note.text());
            Set<VerifierKey> signers = note.signersAmong(logKeys);
            boolean isProved = signers.stream().anyMatch(key -> key.name().equals(older.origin()));
            if (isProved && !older.origin().equals(newest.origin())) {
                throw new LogFault(
                        place, "is of another log: its origin is " + older.origin() + ", not " + newest.origin());
            }
            if (older.head().size() > newest.head().size()) {
                throw new LogFault(
                        place,
                        (isProved ? "was signed" : "is, signed by none of the given keys,") + " over "
                                + older.head().size() + " entries, this checkpoint over "
                                + newest.head().size() + " only: the log was truncated, or this is an old copy of it");
            }
            return isProved ? new KnownHead(place, older.head()) : new UnprovedHead(place, note, older);
        } catch (MalformedException | UnverifiedException e) {
            throw new LogFault(place, e);
        }
    }
}
