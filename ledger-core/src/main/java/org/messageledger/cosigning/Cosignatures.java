package org.messageledger.cosigning;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.messageledger.checkpoint.CheckpointPublisher;
import org.messageledger.checkpoint.Cosignature;
import org.messageledger.checkpoint.CosignatureStore;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.checkpoint.UnverifiedException;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.checkpoint.WitnessPolicy;
import org.messageledger.checkpoint.Witnessed;

/**
 * What witnesses have said, kept for all processes and published with the checkpoints. One at a time, so that what is
 * published always has all that is kept; and so that many witnesses together use one connection.
 */
final class Cosignatures {

    /** So many of the newest cosigned checkpoints, and of those that enough may have cosigned, are looked at at the start. */
    private static final int LOOKED_AT_MAX = 300;

    private final CosignatureStore store;
    private final WitnessPolicy policy;
    private final CheckpointPublisher publisher;

    Cosignatures(CosignatureStore store, WitnessPolicy policy, CheckpointPublisher publisher) {
        this.store = store;
        this.policy = policy;
        this.publisher = publisher;
    }

    /**
     * Publishes the newest checkpoint that was witnessed before, if there is one.
     *
     * @return for each witness the largest tree that it is known to have cosigned
     */
    synchronized Map<VerifierKey, Long> restore() throws IOException {
        for (SignedNote note : store.newest(policy.witnessesMin(), LOOKED_AT_MAX)) {
            if (check(note).isEnough()) {
                publisher.cosigned(note, true);
                break;
            }
        }
        Map<VerifierKey, Long> sizes = new HashMap<>();
        for (SignedNote note : store.newest(1, LOOKED_AT_MAX)) {
            long size = Submission.size(note);
            check(note).cosignatures().forEach(cosignature -> sizes.merge(cosignature.witness(), size, Math::max));
        }
        return sizes;
    }

    /** Whether some process has kept this witness's cosignature of the checkpoint; if so, it is published. */
    synchronized boolean adopt(SignedNote note, long size, VerifierKey witness) throws IOException {
        Optional<SignedNote> kept = store.find(size);
        return kept.isPresent()
                && publish(note, kept.get()).stream()
                        .anyMatch(cosignature -> cosignature.witness().equals(witness));
    }

    /** Keeps a verified cosignature of a published checkpoint, and publishes it. */
    synchronized void keep(SignedNote note, long size, Cosignature cosignature) throws IOException {
        store.add(size, cosignature);
        List<Cosignature> unused = publish(note, store.find(size).orElse(note));
    }

    private List<Cosignature> publish(SignedNote note, SignedNote kept) throws IOException {
        if (!kept.text().equals(note.text())) {
            throw new IOException("the database has another checkpoint of this size than was published");
        }
        Witnessed witnessed = check(kept);
        publisher.cosigned(kept, witnessed.isEnough());
        return witnessed.cosignatures();
    }

    private Witnessed check(SignedNote note) throws IOException {
        try {
            return policy.check(note);
        } catch (UnverifiedException e) {
            throw new IOException("the database holds a wrong cosignature", e);
        }
    }
}
