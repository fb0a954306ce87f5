package org.messageledger.log;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** What became of an append. */
public sealed interface AppendOutcome {

    /** Durable, indexed and in the tree: the drafts are the leaves from {@code firstLeafIndex} on, under {@code head}. */
    record Appended(long firstLeafIndex, Head head) implements AppendOutcome {}

    /** Nothing was written: these streams, or the log's end, have moved since the decision. Decide again. */
    record Moved(List<String> streams) implements AppendOutcome {}

    /** Nothing was written: events with these ids are already in the log. Look them up. */
    record Duplicate(List<UUID> eventIds) implements AppendOutcome {}

    /** Nothing was written: the log takes no more just now. */
    record Pushback(Duration retryAfter, String reason) implements AppendOutcome {}

    /**
     * Not known yet whether it was written. Asking for the event ids later answers truthfully: until it is known, {@link
     * Log#find} throws {@link StorageException} rather than say that they are not there.
     */
    record Unknown() implements AppendOutcome {}
}
