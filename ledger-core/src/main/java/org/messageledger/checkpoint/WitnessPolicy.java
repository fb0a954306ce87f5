package org.messageledger.checkpoint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Whose cosignatures make a checkpoint witnessed: k of n witnesses, or a rule of nested groups ({@link TlogPolicy}). With
 * {@link #NONE} no checkpoint ever is.
 */
public final class WitnessPolicy {

    /** No witness: nothing is asked of a checkpoint, and nothing is said for it. */
    public static final WitnessPolicy NONE = new WitnessPolicy(Set.of(), new Quorum.None());

    private final Set<VerifierKey> witnesses;
    private final Quorum quorum;

    /**
     * @param witnesses whose cosignatures are looked at, all that count for the quorum among them
     * @throws IllegalArgumentException as {@link #of}
     */
    WitnessPolicy(Collection<VerifierKey> witnesses, Quorum quorum) {
        this.witnesses = new LinkedHashSet<>(witnesses);
        this.quorum = quorum;
        Set<Ed25519PublicKey> keys = new HashSet<>();
        for (VerifierKey witness : witnesses) {
            if (witness.type() != SignatureType.COSIGNATURE) {
                throw new IllegalArgumentException("a log's key is no witness: key=" + witness);
            }
            // An Ed25519 cosignature does not name the cosigner: under two names one witness would count twice.
            if (!keys.add(witness.key())) {
                throw new IllegalArgumentException("one witness is listed twice: key=" + witness);
            }
        }
    }

    /**
     * At least {@code threshold} of these witnesses.
     *
     * @param threshold 1 to the number of witnesses
     * @throws IllegalArgumentException when the threshold is out of bounds, a key is none of a witness ({@link
     *     SignatureType#COSIGNATURE}) or two are the same key, be it under different names
     */
    public static WitnessPolicy of(int threshold, Collection<VerifierKey> witnesses) {
        List<Quorum> members = new ArrayList<>();
        witnesses.forEach(witness -> members.add(new Quorum.Witness(witness)));
        return new WitnessPolicy(witnesses, new Quorum.Group(threshold, members));
    }

    /** All known witnesses; empty only if there is nothing to be witnessed by. */
    public Set<VerifierKey> witnesses() {
        return Set.copyOf(witnesses);
    }

    /** Who must have cosigned, in words: {@code 2 of (a, b, c)}; {@code none} for nobody. */
    public String words() {
        return quorum.words();
    }

    /** A checkpoint with fewer cosigners is never witnessed; at least 1. */
    public int witnessesMin() {
        return quorum.witnessesMin();
    }

    /** Whether a checkpoint must be cosigned to be accepted. If not, none is ever called witnessed. */
    public boolean asksForWitnesses() {
        return !(quorum instanceof Quorum.None);
    }

    /**
     * Which witnesses have cosigned the note, each verified, and whether they are enough.
     *
     * @throws UnverifiedException when a cosignature under the name and key id of a known witness is wrong
     */
    public Witnessed check(SignedNote note) throws UnverifiedException {
        List<Cosignature> cosignatures = new ArrayList<>();
        note.signaturesBy(witnesses)
                .forEach((signature, witness) -> cosignatures.add(Cosignature.of(witness, signature)));
        Set<VerifierKey> cosigners = new HashSet<>();
        cosignatures.forEach(cosignature -> cosigners.add(cosignature.witness()));
        return new Witnessed(cosignatures, quorum.isMetBy(cosigners));
    }
}
