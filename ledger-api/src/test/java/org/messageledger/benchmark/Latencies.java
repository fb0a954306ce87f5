package org.messageledger.benchmark;

/** A histogram of times in nanoseconds, exact to about one in a hundred. */
final class Latencies {

    private static final int STEPS_BITS = 6;
    private static final int STEPS = 1 << STEPS_BITS;

    private final long[] counts = new long[Long.SIZE * STEPS];

    void add(long nanos) {
        counts[bucket(Math.max(1, nanos))]++;
    }

    void addAll(Latencies others) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += others.counts[i];
        }
    }

    long count() {
        long count = 0;
        for (long each : counts) {
            count += each;
        }
        return count;
    }

    /** What this share of all took at most, in milliseconds. */
    double millis(double share) {
        long left = (long) Math.ceil(count() * share);
        for (int i = 0; i < counts.length; i++) {
            left -= counts[i];
            if (left <= 0) {
                return upperNanos(i) / 1e6;
            }
        }
        return 0;
    }

    private static int bucket(long nanos) {
        int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
        int shift = Math.max(0, exponent - STEPS_BITS);
        return shift * STEPS + (int) (nanos >>> shift);
    }

    private static double upperNanos(int bucket) {
        int shift = Math.max(0, bucket / STEPS - 1);
        return Math.scalb((double) (bucket - shift * STEPS + 1), shift);
    }
}
