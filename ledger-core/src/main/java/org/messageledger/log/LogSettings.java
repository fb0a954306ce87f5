package org.messageledger.log;

import java.time.Duration;

/**
 * The bounds of a group commit. Beside what waits, up to two batches are held: the one on its way and the next.
 *
 * @param queueAppendsMax appends that wait for a batch; more are pushed back (default 10,000)
 * @param queueBytesMax bytes of the drafts and keys that wait; more are pushed back (default 64 MiB)
 * @param batchEntriesMax entries in one transaction, and in one append (default 2,048)
 * @param batchBytesMax bytes of the drafts and keys in one transaction, and in one append (default 8 MiB)
 * @param streamsKnownMax streams whose last sequence number is kept in memory (default 100,000)
 * @param appendDeadline how long an append may wait for its answer (default 10 s)
 * @param headAheadMax how far the newest entry may be ahead of the database's clock (default 5 s)
 * @param headPollInterval how often the head is read where other processes append too (default 50 ms)
 * @param retryAfter what a pushed back caller is told (default 1 s)
 */
public record LogSettings(
        int queueAppendsMax,
        long queueBytesMax,
        int batchEntriesMax,
        long batchBytesMax,
        int streamsKnownMax,
        Duration appendDeadline,
        Duration headAheadMax,
        Duration headPollInterval,
        Duration retryAfter) {

    private static final long MIB = 1024 * 1024;

    public LogSettings {
        positive("queueAppendsMax", queueAppendsMax);
        positive("batchEntriesMax", batchEntriesMax);
        positive("streamsKnownMax", streamsKnownMax);
        positive("appendDeadline", appendDeadline.toMillis());
        positive("headAheadMax", headAheadMax.toMillis());
        positive("headPollInterval", headPollInterval.toMillis());
        positive("retryAfter", retryAfter.toMillis());
        if (batchBytesMax < Log.ENTRY_BYTES_MAX || queueBytesMax < batchBytesMax) {
            throw new IllegalArgumentException(
                    "an entry must fit into a batch and a batch into the queue: batchBytesMax=" + batchBytesMax
                            + " queueBytesMax=" + queueBytesMax);
        }
    }

    public static LogSettings defaults() {
        return new LogSettings(
                10_000,
                64 * MIB,
                2_048,
                8 * MIB,
                100_000,
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Duration.ofMillis(50),
                Duration.ofSeconds(1));
    }

    AppendOutcome.Pushback pushback(String reason) {
        return new AppendOutcome.Pushback(retryAfter, reason);
    }

    private static void positive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException("setting must be positive: name=" + name + " value=" + value);
        }
    }
}
