package org.messageledger.cosigning;

import org.messageledger.checkpoint.Cosignature;

/** What a witness has answered, verified as far as it can be. */
sealed interface Reply {

    /** It has cosigned the checkpoint that it was sent. */
    record Cosigned(Cosignature cosignature) implements Reply {}

    /** It says that it has cosigned another size last than it was told. */
    record OtherSize(long size) implements Reply {}

    /** It says that the proof does not hold. */
    record ProofRefused() implements Reply {}

    /**
     * Anything else, or nothing.
     *
     * @param words go on from the witness's name; none of them are its own
     */
    record Trouble(String words) implements Reply {}
}
