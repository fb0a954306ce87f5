package org.messageledger.witness;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.messageledger.checkpoint.AddCheckpoint;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.Cosignature;
import org.messageledger.checkpoint.KeptNote;
import org.messageledger.checkpoint.MalformedException;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.checkpoint.UnverifiedException;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.checkpoint.WitnessPolicy;
import org.messageledger.tree.ConsistencyProof;
import org.messageledger.tree.TreeHasher;
import org.messageledger.tree.TreeHead;

/**
 * One log and the newest tree of it that this witness has cosigned. One request at a time: what is compared is what is
 * replaced, and it lies on disk before the answer leaves.
 */
final class WitnessedLog {

    private static final int REPORTED_MAX = 100;
    private static final TreeHead NOTHING = new TreeHead(0, TreeHasher.empty());

    private final List<VerifierKey> logKeys;
    private final WitnessKey key;
    private final WitnessPolicy thisWitness;
    private final KeptNote kept;
    private final Consumer<String> report;

    /** What was refused and told of since the newest was cosigned: anybody may send it again, as often as they like. */
    private final Set<TreeHead> reported = new HashSet<>();

    private TreeHead head = NOTHING;
    private long cosignedAt;
    private volatile @Nullable SignedNote newest;

    /**
     * @param logKeys of one log
     * @param kept where the newest cosigned checkpoint lies, if there is one
     * @param report told, in words, of what a log has signed and should not have
     * @throws IOException when what is kept cannot be read, or was not cosigned by this witness
     */
    WitnessedLog(List<VerifierKey> logKeys, WitnessKey key, KeptNote kept, Consumer<String> report) throws IOException {
        this.logKeys = List.copyOf(logKeys);
        this.key = key;
        this.thisWitness = WitnessPolicy.of(1, List.of(key.verifier()));
        this.kept = kept;
        this.report = report;
        Optional<SignedNote> found = kept.read();
        if (found.isPresent()) {
            take(found.get());
        }
    }

    private void take(SignedNote note) throws IOException {
        try {
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            List<Cosignature> own = thisWitness.check(note).cosignatures();
            if (own.isEmpty() || !checkpoint.origin().equals(origin())) {
                throw new IOException("what is kept is no checkpoint of this log cosigned by this witness: origin="
                        + origin() + " witness=" + key.verifier());
            }
            head = checkpoint.head();
            cosignedAt = own.get(own.size() - 1).epochSeconds();
            newest = note;
        } catch (MalformedException | UnverifiedException e) {
            throw new IOException("what is kept of a log is damaged: origin=" + origin(), e);
        }
    }

    private String origin() {
        return logKeys.get(0).name();
    }

    /** The newest checkpoint that was cosigned, with the signatures that were verified and the cosignature. */
    Optional<SignedNote> newest() {
        return Optional.ofNullable(newest);
    }

    /**
     * Cosigns, or says why not, checked in the order of the specification.
     *
     * @param checkpoint the note's; null for one of size 0 with the root of another tree
     */
    synchronized Answer add(AddCheckpoint request, @Nullable Checkpoint checkpoint) {
        SignedNote signed;
        try {
            signed = request.note().signedOnlyBy(logKeys);
        } catch (UnverifiedException e) {
            return Answer.refusal(403, "not signed by this log: " + e.getMessage());
        }
        if (signed.signatures().size() == SignedNote.SIGNATURES_MAX) {
            return Answer.refusal(400, "too many signatures to add one");
        }
        long size = checkpoint == null ? 0 : checkpoint.head().size();
        if (request.oldSize() > size) {
            return Answer.refusal(400, "the old size is above the checkpoint's");
        }
        if (request.oldSize() != head.size()) {
            return Answer.otherSize(head.size());
        }
        if (checkpoint == null) {
            return Answer.refusal(422, "size 0 with the root of another tree than the empty one");
        }
        if (!follows(request, checkpoint.head())) {
            return refuse(checkpoint.head());
        }
        return cosign(signed, checkpoint);
    }

    private boolean follows(AddCheckpoint request, TreeHead next) {
        return request.oldSize() == 0
                ? request.proof().isEmpty()
                : new ConsistencyProof(request.oldSize(), next.size(), request.proof())
                        .verifies(head.root(), next.root());
    }

    private Answer refuse(TreeHead next) {
        boolean mayBeTheLogs = head.size() > 0 && !next.equals(head);
        if (mayBeTheLogs && reported.size() < REPORTED_MAX && reported.add(next)) {
            report.accept("REFUSED a checkpoint that " + origin() + " has signed: size " + next.size() + " and root "
                    + next.root() + " were not shown to follow from the cosigned size " + head.size() + " and root "
                    + head.root());
        }
        return Answer.refusal(422, "the proof does not show that the log only grew since what was cosigned");
    }

    private Answer cosign(SignedNote signed, Checkpoint checkpoint) {
        Cosignature cosignature = key.cosign(checkpoint, cosignedAt);
        SignedNote cosigned = signed.with(cosignature.signature());
        try {
            if (!cosigned.equals(newest)) {
                kept.keep(cosigned);
            }
        } catch (IOException e) {
            report.accept("a checkpoint of " + origin() + " cannot be kept, nothing is cosigned: " + e);
            return Answer.refusal(500, "the witness cannot keep what it cosigns; try again later");
        }
        if (!checkpoint.head().equals(head)) {
            reported.clear();
        }
        head = checkpoint.head();
        cosignedAt = cosignature.epochSeconds();
        newest = cosigned;
        return Answer.text(cosignature.signature().toString());
    }
}
