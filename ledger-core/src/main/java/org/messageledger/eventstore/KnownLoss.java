package org.messageledger.eventstore;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.CheckpointStore;
import org.messageledger.checkpoint.KeptNote;
import org.messageledger.checkpoint.LogNames;
import org.messageledger.checkpoint.MalformedException;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.checkpoint.UnverifiedException;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.ledger.LedgerFounded.Acknowledged;
import org.messageledger.ledger.LedgerFounded.Restored;
import org.messageledger.log.AcknowledgedHead;
import org.messageledger.log.Log;
import org.messageledger.tree.RightEdge;
import org.messageledger.tree.TiledHashes;
import org.messageledger.tree.TreeHead;

/** What a database lacks of what is known to have been acknowledged and signed. */
final class KnownLoss {

    private KnownLoss() {}

    /**
     * Compares.
     *
     * @param ended all keys that this process had under the name that ends. What a key signed that is announced only in what was
     *     lost is known, but not named: nobody could verify it
     * @throws RestoreRefusedException when nothing was lost, or the database is no earlier state of the same log
     */
    static Restored of(
            Log log,
            LogNames names,
            Collection<VerifierKey> ended,
            AcknowledgedHead acknowledgedHead,
            KeptNote kept,
            CheckpointStore checkpoints)
            throws IOException {
        TreeHead stored = log.head().tree();
        Optional<SignedNote> signedThere = checkpoints.step(last -> Optional.empty());
        Optional<Checkpoint> there = verified("in the database", signedThere, names::verify);
        Optional<SignedNote> signedHere = kept.read();
        boolean canBeNamed = signedHere.isPresent() && isVerifiable(signedHere.get(), names);
        Optional<Checkpoint> here = verified(
                "in the home", signedHere, canBeNamed ? names::verifyAny : note -> Checkpoint.verify(note, ended));
        Optional<TreeHead> acknowledged = acknowledgedHead.read();
        requirePart("the newest checkpoint in the database", there.map(Checkpoint::head), log);
        if (there.isPresent() && there.get().head().size() > stored.size()) {
            throw new RestoreRefusedException("the database holds a checkpoint of size "
                    + there.get().head().size() + " and " + stored.size()
                    + " entries only: it was damaged after it was restored. Restore the backup again");
        }
        requirePart("the newest checkpoint in the home", here.map(Checkpoint::head), log);
        requirePart("the acknowledged head", acknowledged, log);

        List<TreeHead> known = new ArrayList<>();
        acknowledged.ifPresent(known::add);
        here.map(Checkpoint::head).ifPresent(known::add);
        if (known.stream().noneMatch(head -> head.size() > stored.size())) {
            throw new RestoreRefusedException(
                    "nothing was lost: the database holds all that this ledger's home knows to"
                            + " have been acknowledged and signed, " + stored.size()
                            + " entries. Leave ledger.restored-backup out");
        }
        boolean hereIsNewer = canBeNamed
                && (there.isEmpty()
                        || here.orElseThrow().head().size() > there.get().head().size());
        @Nullable
        String note = (hereIsNewer ? signedHere : signedThere)
                .map(SignedNote::toString)
                .orElse(null);
        return new Restored(
                note,
                acknowledged
                        .map(head -> new Acknowledged(head.size(), head.root().toBase64()))
                        .orElse(null),
                stored.size());
    }

    private interface Verification {
        Checkpoint of(SignedNote note) throws MalformedException, UnverifiedException;
    }

    private static boolean isVerifiable(SignedNote note, LogNames names) {
        try {
            Checkpoint unused = names.verifyAny(note);
            return true;
        } catch (MalformedException | UnverifiedException e) {
            return false;
        }
    }

    private static Optional<Checkpoint> verified(String where, Optional<SignedNote> note, Verification verification) {
        if (note.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(verification.of(note.get()));
        } catch (MalformedException | UnverifiedException e) {
            throw new RestoreRefusedException(
                    "the newest checkpoint " + where + " is not one that this log has signed: " + e.getMessage(), e);
        }
    }

    /** Of a head that is not beyond the log. */
    private static void requirePart(String what, Optional<TreeHead> head, Log log) {
        TreeHead stored = log.head().tree();
        if (head.isEmpty() || head.get().size() == 0 || head.get().size() > stored.size()) {
            return;
        }
        TreeHead now = RightEdge.of(head.get().size(), new TiledHashes(stored.size(), log::tile))
                .head();
        if (!now.equals(head.get())) {
            throw new RestoreRefusedException(what + " has the size " + now.size() + " and the root "
                    + head.get().root() + ", the first " + now.size() + " entries of the database have the root "
                    + now.root()
                    + ": this is not an earlier state of the same log, or entries were added to it after it"
                    + " was restored. Restore the backup again, and start no other process on it");
        }
    }
}
