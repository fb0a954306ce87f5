package org.messageledger.routing;

import org.jspecify.annotations.Nullable;

/**
 * A time over several messages. Each percentile is one of the times, by nearest rank: the least that is not exceeded by so
 * many of a hundred. Exact, and null when there is no time at all.
 *
 * @param count of messages that have it
 * @param negative how many times lie before the send, because clocks say so; they count like any other
 */
public record Percentiles(
        int count,
        int negative,
        @Nullable Long p50Millis,
        @Nullable Long p90Millis,
        @Nullable Long p95Millis,
        @Nullable Long p99Millis,
        @Nullable Long maxMillis) {

    /** Of times in ascending order. */
    static Percentiles of(long[] sorted) {
        int negative = 0;
        while (negative < sorted.length && sorted[negative] < 0) {
            negative++;
        }
        return new Percentiles(
                sorted.length,
                negative,
                nearestRank(sorted, 50),
                nearestRank(sorted, 90),
                nearestRank(sorted, 95),
                nearestRank(sorted, 99),
                nearestRank(sorted, 100));
    }

    private static @Nullable Long nearestRank(long[] sorted, int percent) {
        return sorted.length == 0 ? null : sorted[Math.toIntExact(((long) sorted.length * percent + 99) / 100) - 1];
    }
}
