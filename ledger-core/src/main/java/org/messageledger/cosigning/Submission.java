package org.messageledger.cosigning;

import java.io.IOException;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.messageledger.checkpoint.AddCheckpoint;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.MalformedException;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.tree.ConsistencyProof;
import org.messageledger.tree.Hash;
import org.messageledger.tree.RightEdge;
import org.messageledger.tree.TileReader;
import org.messageledger.tree.TiledHashes;
import org.messageledger.tree.TreeHead;

/** Sends a checkpoint to one witness with the proof from the size that it has cosigned, and judges what it answers. */
final class Submission {

    /** The witness may have been told by other processes of the log meanwhile, but not again and again. */
    private static final int TRIES = 4;

    private final WitnessClient client;
    private final Cosignatures cosignatures;
    private final LongSupplier logSizeNow;
    private final TileReader tiles;
    private long believedSize;

    Submission(WitnessClient client, Cosignatures cosignatures, LongSupplier logSizeNow, TileReader tiles) {
        this.client = client;
        this.cosignatures = cosignatures;
        this.logSizeNow = logSizeNow;
        this.tiles = tiles;
    }

    /**
     * How it went with a checkpoint.
     *
     * @param trouble null when there is none: then it is cosigned, or to be tried later
     */
    record Result(long size, boolean isDone, @Nullable String trouble, boolean contradicts) {

        static Result done(long size) {
            return new Result(size, true, null, false);
        }

        static Result later(long size) {
            return new Result(size, false, null, false);
        }

        static Result trouble(long size, String words, boolean contradicts) {
            return new Result(size, false, words, contradicts);
        }
    }

    /** The witness has cosigned a tree of this size; no more than a guess, since only it knows. */
    void believe(long size) {
        believedSize = Math.max(believedSize, size);
    }

    /** @throws IOException when a cosignature cannot be kept */
    Result send(SignedNote note, long size) throws IOException, InterruptedException {
        long oldSize = Math.min(believedSize, size);
        for (int tries = 0; tries < TRIES; tries++) {
            List<Hash> proof = proof(note, oldSize, size);
            if (proof == null) {
                return Result.trouble(
                        size,
                        "was not asked: this log's own tiles do not lead to its checkpoint; have it checked",
                        false);
            }
            Reply reply = client.add(new AddCheckpoint(oldSize, proof, note));
            if (reply instanceof Reply.Cosigned cosigned) {
                cosignatures.keep(note, size, cosigned.cosignature());
                believedSize = size;
                return Result.done(size);
            }
            if (reply instanceof Reply.Trouble trouble) {
                return Result.trouble(size, trouble.words(), false);
            }
            if (reply instanceof Reply.ProofRefused) {
                return proofRefused(oldSize, size);
            }
            long cosignedSize = ((Reply.OtherSize) reply).size();
            if (cosignedSize == oldSize) {
                return Result.trouble(size, "answers 409 with the very size that it was asked about", false);
            }
            if (cosignedSize > size) {
                return ahead(cosignedSize, size);
            }
            oldSize = cosignedSize;
            believedSize = cosignedSize;
        }
        return Result.trouble(size, "says another size each time that it is asked", false);
    }

    /** From size 0 none is needed; null when the tiles contradict the checkpoint. */
    private @Nullable List<Hash> proof(SignedNote note, long oldSize, long size) {
        if (oldSize == 0) {
            return List.of();
        }
        ConsistencyProof proof = ConsistencyProof.prove(oldSize, size, new TiledHashes(size, tiles));
        Hash oldRoot = RightEdge.of(oldSize, new TiledHashes(oldSize, tiles)).root();
        return proof.verifies(oldRoot, head(note).root()) ? proof.hashes() : null;
    }

    private static Result proofRefused(long oldSize, long size) {
        if (oldSize == 0) {
            return Result.trouble(size, "refuses a checkpoint that follows from nothing (422)", false);
        }
        String what = oldSize == size
                ? "has cosigned another tree of the same " + size + " entries"
                : "does not take the proof that these " + size + " entries only grew from the " + oldSize
                        + " that it has cosigned";
        return Result.trouble(
                size, what + ": this log was forked or rewritten since then, unless the witness is wrong", true);
    }

    /** Another process of this log may have sent a newer checkpoint; but not one beyond the log's end. */
    private Result ahead(long cosignedSize, long size) {
        long now = logSizeNow.getAsLong();
        return cosignedSize <= now
                ? Result.later(size)
                : Result.trouble(
                        size,
                        "has cosigned " + cosignedSize + " entries of this log, which holds only " + now
                                + ": it was cut off, or restored from an old backup, unless the witness is wrong",
                        true);
    }

    static long size(SignedNote note) {
        return head(note).size();
    }

    private static TreeHead head(SignedNote note) {
        try {
            return Checkpoint.parse(note.text()).head();
        } catch (MalformedException e) {
            throw new IllegalStateException("published something else than a checkpoint", e);
        }
    }
}
