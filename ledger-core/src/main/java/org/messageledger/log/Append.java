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
        return drafts.stream().mapToLong(Draft::sizeBytes).sum()
                + keys.stream().mapToLong(key -> key.wrapped().length).sum();
    }
}
