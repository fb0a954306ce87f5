package org.messageledger.checkpoint;

import java.util.List;

/**
 * What witnesses say of a checkpoint.
 *
 * @param cosignatures those of known witnesses, verified, in the note's order; one witness may stand here twice, with two
 *     times
 * @param isEnough whether the policy counts the checkpoint as witnessed; never without a witness
 */
public record Witnessed(List<Cosignature> cosignatures, boolean isEnough) {

    public Witnessed {
        cosignatures = List.copyOf(cosignatures);
    }
}
