package org.messageledger.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.messageledger.tree.Hash;
import org.messageledger.tree.InclusionProof;
import org.messageledger.tree.TreeHasher;

/**
 * That an entry is in a log, for whoever has no connection to it (c2sp.org/tlog-proof@v1): the entry's index, its
 * inclusion proof and a checkpoint with the signatures of the log and of witnesses. Holds whatever a stranger sent: only
 * {@link #verify} judges. There is one sequence of bytes for each proof: what {@link #parse} reads, {@link #toBytes} writes.
 */
public final class TlogProof {

    /** Bytes of the largest proof: its checkpoint's and as much again. */
    public static final int SIZE_BYTES_MAX = 2 * SignedNote.SIZE_BYTES_MAX;

    /** Hashes on the longest path of a tree of fewer than 2^63 leaves. */
    private static final int HASHES_MAX = 63;

    private static final String WHAT = "tlog-proof";
    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";

    private final byte[] extra;
    private final InclusionProof inclusion;
    private final SignedNote note;

    private TlogProof(byte[] extra, InclusionProof inclusion, SignedNote note) {
        this.extra = extra;
        this.inclusion = inclusion;
        this.note = note;
    }

    /**
     * A proof to hand out.
     *
     * @param inclusion in the tree of the note's checkpoint
     * @throws IllegalArgumentException when the note is no checkpoint, or one of a tree of another size
     */
    public static TlogProof of(InclusionProof inclusion, SignedNote note) {
        long size;
        try {
            size = Checkpoint.parse(note.text()).head().size();
        } catch (MalformedException e) {
            throw new IllegalArgumentException("a proof ends in a checkpoint", e);
        }
        if (size != inclusion.treeSize()) {
            throw new IllegalArgumentException("the proof leads to another tree than the checkpoint's: treeSize="
                    + inclusion.treeSize() + " checkpoint=" + size);
        }
        return new TlogProof(new byte[0], inclusion, note);
    }

    /**
     * Reads a proof from anybody.
     *
     * @throws MalformedException when the bytes are not a proof to the letter of the specification, or exceed the bounds
     */
    public static TlogProof parse(byte[] bytes) throws MalformedException {
        LineReader lines = new LineReader(WHAT, StrictText.decode(WHAT, bytes, SIZE_BYTES_MAX));
        if (!lines.next().equals(HEADER)) {
            throw lines.malformed("not \"" + HEADER + "\"");
        }
        String line = lines.next();
        byte[] extra = {};
        if (line.startsWith(EXTRA)) {
            extra = lines.base64(lines.behind(EXTRA, line));
            if (extra.length == 0) {
                throw lines.malformed("extra data of no bytes is left out with its line");
            }
            line = lines.next();
        }
        long index = lines.decimal(lines.behind(INDEX, line));
        List<Hash> hashes = new ArrayList<>();
        for (String hash = lines.next(); !hash.isEmpty(); hash = lines.next()) {
            hashes.add(lines.hash(hash));
            if (hashes.size() > HASHES_MAX) {
                throw lines.malformed("too many hashes: max=" + HASHES_MAX);
            }
        }
        SignedNote note = SignedNote.parse(lines.rest().getBytes(StandardCharsets.UTF_8));
        long size = Checkpoint.parse(note.text()).head().size();
        return new TlogProof(extra, new InclusionProof(index, size, hashes), note);
    }

    /**
     * Believes the proof if the log has signed the checkpoint, the entry is in its tree, and the policy, if it asks for
     * witnesses, has enough.
     *
     * @param logKeys as {@link Checkpoint#verify} takes them
     * @return who has witnessed the checkpoint; without witnesses in the policy that it is enough is never said
     * @throws UnverifiedException when it is not to be believed
     */
    public Witnessed verify(Hash leafHash, Collection<VerifierKey> logKeys, WitnessPolicy policy)
            throws UnverifiedException {
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.verify(note, logKeys);
        } catch (MalformedException e) {
            throw new IllegalStateException("a proof was made with this checkpoint", e);
        }
        if (!inclusion.verifies(leafHash, checkpoint.head().root())) {
            throw new UnverifiedException("the entry is not in the log at this index: leafIndex="
                    + inclusion.leafIndex() + " treeSize=" + inclusion.treeSize());
        }
        Witnessed witnessed = policy.check(note);
        if (policy.asksForWitnesses() && !witnessed.isEnough()) {
            throw new UnverifiedException("too few witnesses have cosigned the checkpoint: cosignatures="
                    + witnessed.cosignatures().size() + " knownWitnesses="
                    + policy.witnesses().size());
        }
        return witnessed;
    }

    /** {@link #verify(Hash, Collection, WitnessPolicy)} for the exact bytes of an entry. */
    public Witnessed verify(byte[] entry, Collection<VerifierKey> logKeys, WitnessPolicy policy)
            throws UnverifiedException {
        return verify(TreeHasher.leaf(entry), logKeys, policy);
    }

    public long leafIndex() {
        return inclusion.leafIndex();
    }

    /** The checkpoint with its signatures, verbatim. */
    public SignedNote note() {
        return note;
    }

    /** Opaque data that came with the proof. Nobody has signed it: {@link #verify} says nothing about it. */
    public byte[] extra() {
        return extra.clone();
    }

    /** The proof, as {@link #parse} reads it. */
    public byte[] toBytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TlogProof that
                && Arrays.equals(extra, that.extra)
                && inclusion.equals(that.inclusion)
                && note.equals(that.note);
    }

    @Override
    public int hashCode() {
        return inclusion.hashCode();
    }

    /** The whole proof. */
    @Override
    public String toString() {
        StringBuilder proof = new StringBuilder(HEADER).append('\n');
        if (extra.length > 0) {
            proof.append(EXTRA).append(StrictBase64.encode(extra)).append('\n');
        }
        proof.append(INDEX).append(inclusion.leafIndex()).append('\n');
        inclusion.hashes().forEach(hash -> proof.append(hash.toBase64()).append('\n'));
        return proof.append('\n').append(note).toString();
    }
}
