package org.messageledger.witness;

import java.time.Clock;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.Cosignature;
import org.messageledger.checkpoint.LogKey;
import org.messageledger.checkpoint.VerifierKey;

/** What a witness cosigns with. */
record WitnessKey(String name, LogKey key, Clock clock) {

    VerifierKey verifier() {
        return key.cosigner(name);
    }

    /**
     * Cosigns now.
     *
     * @param notBefore when the tree before was cosigned: a clock that was set back must not make this one the older
     */
    Cosignature cosign(Checkpoint checkpoint, long notBefore) {
        return Cosignature.sign(checkpoint, name, key, Math.max(clock.instant().getEpochSecond(), notBefore));
    }
}
