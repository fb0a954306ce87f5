package org.messageledger.log;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one command appends: indivisible.
 *
 * @param drafts at least one, in order
 * @param decidedOn every stream that the decision looked at, as it saw it, also those that the drafts write to
 * @param keys rows stored in the same transaction
 * @param mayRepeat whether the first draft's event may well be in the log already, as when a command comes again: it is
 *     then looked for before, together with what is gathered beside it. Any other that is there fails its whole batch, which
 *     is built anew without it
 * @param firstLeafIndex where the first draft must stand, if that matters: else the log has moved
 */
public record Append(
        List<Draft> drafts,
        List<StreamPosition> decidedOn,
        List<KeyRow> keys,
        boolean mayRepeat,
        @Nullable Long firstLeafIndex) {

    public Append(List<Draft> drafts, List<StreamPosition> decidedOn, List<KeyRow> keys, boolean mayRepeat) {
        this(drafts, decidedOn, keys, mayRepeat, null);
    }

    /** Of events that are new. */
    public Append(List<Draft> drafts, List<StreamPosition> decidedOn, List<KeyRow> keys) {
        this(drafts, decidedOn, keys, false);
    }

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
