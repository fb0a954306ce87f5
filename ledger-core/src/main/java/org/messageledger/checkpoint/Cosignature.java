package org.messageledger.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A witness's statement that, as of a time, a checkpoint is of the largest tree it has seen of this log, consistent with
 * all that it saw before (c2sp.org/tlog-cosignature, Ed25519). Made by {@link #sign} or found, verified, by {@link
 * WitnessPolicy}.
 *
 * @param witness the key, of type {@link SignatureType#COSIGNATURE}
 * @param epochSeconds when it was said, POSIX time; not below 0
 * @param signature the line in the note
 */
public record Cosignature(VerifierKey witness, long epochSeconds, NoteSignature signature) {

    private static final int TIME_BYTES = Long.BYTES;
    private static final int SIZE_BYTES = TIME_BYTES + 64;

    /**
     * Cosigns. Whether the checkpoint may be cosigned is the caller's to know.
     *
     * @param epochSeconds above 0: a witness MUST NOT leave the time out (c2sp.org/tlog-witness)
     */
    public static Cosignature sign(Checkpoint checkpoint, String witnessName, LogKey key, long epochSeconds) {
        if (epochSeconds <= 0) {
            throw new IllegalArgumentException("not the time of a cosignature: epochSeconds=" + epochSeconds);
        }
        byte[] signature = key.sign(message(checkpoint.toText(), epochSeconds));
        byte[] timed = ByteBuffer.allocate(SIZE_BYTES)
                .putLong(epochSeconds)
                .put(signature)
                .array();
        VerifierKey witness = key.cosigner(witnessName);
        return new Cosignature(witness, epochSeconds, NoteSignature.by(witness, timed));
    }

    /** @param signature one that {@link #verifies} */
    static Cosignature of(VerifierKey witness, NoteSignature signature) {
        return new Cosignature(witness, epochSeconds(signature.signature()), signature);
    }

    static boolean verifies(Ed25519PublicKey witness, String noteText, byte[] timed) {
        if (timed.length != SIZE_BYTES || epochSeconds(timed) < 0) {
            return false; // a time above 2^63 - 1 reads as one below 0
        }
        byte[] signature = new byte[SIZE_BYTES - TIME_BYTES];
        System.arraycopy(timed, TIME_BYTES, signature, 0, signature.length);
        return witness.verifies(message(noteText, epochSeconds(timed)), signature);
    }

    private static long epochSeconds(byte[] timed) {
        return ByteBuffer.wrap(timed).getLong();
    }

    private static byte[] message(String noteText, long epochSeconds) {
        return ("cosignature/v1\ntime " + epochSeconds + "\n" + noteText).getBytes(StandardCharsets.UTF_8);
    }
}
