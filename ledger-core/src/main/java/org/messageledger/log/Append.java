package org.messageledger.log;

import java.util.List;

/**
 * What one command appends: indivisible.
 *
 * @param drafts at least one, in order
 * @param decidedOn every stream that the decision looked at, as it saw it, also those that the drafts write to
 * @param keys rows stored in the same transaction
 */
public record Append(List<Draft> drafts, List<StreamPosition> decidedOn, List<KeyRow> keys) {

    public Append {
        if (drafts.isEmpty()) {
            throw new IllegalArgumentException("nothing to append");
        }
        drafts = List.copyOf(drafts);
        decidedOn = List.copyOf(decidedOn);
        keys = List.copyOf(keys);
    }

    /** Of drafts and keys. */
    public long sizeBytes() {
        long bytes = 0;
        for (Draft draft : drafts) {
            bytes += draft.sizeBytes();
        }
        for (KeyRow key : keys) {
            bytes += key.wrapped().length;
        }
        return bytes;
    }
}
