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
 * origin: a key is not given to be ignored. For what was kept from before one of them is enough, since a log may have
 * changed its key.
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

    /** A checkpoint, and who has signed it, in words. */
    record Believed(Checkpoint checkpoint, List<String> words) {}

    Believed newest(String place, SignedNote note) throws LogFault {
        try {
            Checkpoint checkpoint = Checkpoint.verify(note, logKeys);
            Set<VerifierKey> signers = note.verify(logKeys);
            List<String> words = new ArrayList<>();
            words.add("origin " + checkpoint.origin() + ", " + checkpoint.head().size() + " entries, root "
                    + checkpoint.head().root());
            for (VerifierKey key : logKeys) {
                if (!signers.contains(key)) {
                    throw new LogFault(place, "is not signed by " + key);
                }
                words.add("signed by " + key);
            }
            words.addAll(cosigned(place, note));
            return new Believed(checkpoint, words);
        } catch (MalformedException | UnverifiedException e) {
            throw new LogFault(place, e);
        }
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

    KnownHead older(NamedBytes kept, Checkpoint newest) throws LogFault {
        String place = kept.place();
        try {
            Checkpoint older = Checkpoint.verify(SignedNote.parse(kept.bytes()), logKeys);
            if (!older.origin().equals(newest.origin())) {
                throw new LogFault(
                        place, "is of another log: its origin is " + older.origin() + ", not " + newest.origin());
            }
            if (older.head().size() > newest.head().size()) {
                throw new LogFault(
                        place,
                        "was signed over " + older.head().size() + " entries, this checkpoint over "
                                + newest.head().size() + " only: the log was truncated, or this is an old copy of it");
            }
            return new KnownHead(place, older.head());
        } catch (MalformedException | UnverifiedException e) {
            throw new LogFault(place, e);
        }
    }
}
