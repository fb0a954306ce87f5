package org.messageledger.benchmark;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** One point: how many a second, and how long one took. */
record Measured(double perSecond, double p50Millis, double p99Millis) {

    /** A rate that no single latency belongs to. */
    static Measured rate(long count, long nanos) {
        return new Measured(count * 1e9 / nanos, 0, 0);
    }

    /** Of several rounds, each figure's median. */
    static Measured median(List<Measured> rounds) {
        return new Measured(
                median(rounds, Measured::perSecond),
                median(rounds, Measured::p50Millis),
                median(rounds, Measured::p99Millis));
    }

    private static double median(List<Measured> rounds, ToDoubleFunction<Measured> figure) {
        List<Double> sorted = rounds.stream()
                .map(figure::applyAsDouble)
                .sorted(Comparator.naturalOrder())
                .toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
