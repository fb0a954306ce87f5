package org.messageledger.wiring;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.messageledger.log.LogSettings;
import org.springframework.util.unit.DataSize;

/**
 * Bounds of the log's group commit, under {@code ledger.log.}; what is not set has the default that {@link LogSettings}
 * documents. Each must be positive, an entry must fit into a batch and a batch into the queue.
 *
 * @param queueAppendsMax appends that wait for a batch; more are pushed back
 * @param queueSizeMax bytes of what waits; more are pushed back
 * @param batchEntriesMax entries in one transaction
 * @param batchSizeMax bytes in one transaction
 * @param streamsKnownMax streams whose last sequence number is kept in memory
 * @param appendDeadline how long an append may wait for its answer
 * @param headAheadMax how far the newest entry may be ahead of the database's clock
 * @param headPollInterval how often the head is read where other processes append too
 * @param retryAfter what a pushed back caller is told
 */
public record LogProperties(
        @Nullable Integer queueAppendsMax,
        @Nullable DataSize queueSizeMax,
        @Nullable Integer batchEntriesMax,
        @Nullable DataSize batchSizeMax,
        @Nullable Integer streamsKnownMax,
        @Nullable Duration appendDeadline,
        @Nullable Duration headAheadMax,
        @Nullable Duration headPollInterval,
        @Nullable Duration retryAfter) {

    /** The whole; @throws IllegalArgumentException naming what is wrong */
    LogSettings settings() {
        LogSettings defaults = LogSettings.defaults();
        return new LogSettings(
                queueAppendsMax == null ? defaults.queueAppendsMax() : queueAppendsMax,
                queueSizeMax == null ? defaults.queueBytesMax() : queueSizeMax.toBytes(),
                batchEntriesMax == null ? defaults.batchEntriesMax() : batchEntriesMax,
                batchSizeMax == null ? defaults.batchBytesMax() : batchSizeMax.toBytes(),
                streamsKnownMax == null ? defaults.streamsKnownMax() : streamsKnownMax,
                appendDeadline == null ? defaults.appendDeadline() : appendDeadline,
                headAheadMax == null ? defaults.headAheadMax() : headAheadMax,
                headPollInterval == null ? defaults.headPollInterval() : headPollInterval,
                retryAfter == null ? defaults.retryAfter() : retryAfter);
    }
}
