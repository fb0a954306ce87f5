package org.messageledger.log;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What the log already holds of a batch.
 *
 * @param eventIds those of the asked ids that are in the log
 * @param lastSequenceNumbers of every asked stream; -1 when it has no event
 */
public record Conflicts(Set<UUID> eventIds, Map<String, Long> lastSequenceNumbers) {

    public Conflicts {
        eventIds = Set.copyOf(eventIds);
        lastSequenceNumbers = Map.copyOf(lastSequenceNumbers);
    }
}
