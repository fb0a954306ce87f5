package org.messageledger.log;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.messageledger.tree.Frontier;

/** What building a batch decided about one append. Becomes its answer once the batch is durable. */
sealed interface Verdict {

    record Accepted(long firstLeafIndex) implements Verdict {}

    record Refused(AppendOutcome outcome) implements Verdict {}

    /** A bug in this append; the others do not suffer. */
    record Broken(RuntimeException bug) implements Verdict {}

    /**
     * A batch with the verdicts of all its appends, in their order.
     *
     * @param batch absent when no append was accepted
     * @param frontier of the tree after the batch
     * @param lastSequenceNumbers of streams after the batch, as far as they were looked at
     */
    record Built(
            @Nullable Batch batch, Frontier frontier, Map<String, Long> lastSequenceNumbers, List<Verdict> verdicts) {}
}
