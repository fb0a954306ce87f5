package org.messageledger.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.messageledger.tree.Hash;

/**
 * What a log sends to a witness (c2sp.org/tlog-witness, add-checkpoint): a signed checkpoint, and the proof that its tree
 * grew from the one that the witness has cosigned. Holds whatever a stranger sent: the witness judges.
 *
 * @param oldSize of the tree that the witness is believed to have cosigned last; 0 for none
 * @param proof the hashes of the consistency proof; none from size 0
 */
public record AddCheckpoint(long oldSize, List<Hash> proof, SignedNote note) {

    /** Bytes of the largest request: the proof and a checkpoint of some dozens of signatures. 256 KiB. */
    public static final int SIZE_BYTES_MAX = 1 << 18;

    /** Hashes that a request may have: those of a tree of fewer than 2^63 leaves. */
    public static final int HASHES_MAX = 63;

    private static final String WHAT = "add-checkpoint";
    private static final String OLD = "old ";

    public AddCheckpoint {
        proof = List.copyOf(proof);
    }

    /**
     * Reads a request from anybody. Whether the note is a checkpoint is not looked at.
     *
     * @throws MalformedException when it is not one to the letter of the specification, or exceeds the bounds
     */
    public static AddCheckpoint parse(byte[] body) throws MalformedException {
        LineReader lines = new LineReader(WHAT, StrictText.decode(WHAT, body, SIZE_BYTES_MAX));
        long oldSize = lines.decimal(lines.behind(OLD, lines.next()));
        List<Hash> proof = new ArrayList<>();
        for (String hash = lines.next(); !hash.isEmpty(); hash = lines.next()) {
            proof.add(lines.hash(hash));
            if (proof.size() > HASHES_MAX) {
                throw lines.malformed("too many hashes: max=" + HASHES_MAX);
            }
        }
        return new AddCheckpoint(oldSize, proof, SignedNote.parse(lines.rest().getBytes(StandardCharsets.UTF_8)));
    }

    /** The request, as {@link #parse} reads it. */
    public byte[] toBytes() {
        StringBuilder body = new StringBuilder(OLD).append(oldSize).append('\n');
        proof.forEach(hash -> body.append(hash.toBase64()).append('\n'));
        return body.append('\n').append(note).toString().getBytes(StandardCharsets.UTF_8);
    }
}
