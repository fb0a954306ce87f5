package org.messageledger.routing;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Counts and times of some messages.
 *
 * @param read how many have been read by somebody whom they were sent or routed to
 * @param answered how many have a human reply or a resolution
 * @param open how many are neither answered nor retracted
 * @param misrouted how many came back to a party that they had left, or were routed a third time
 * @param looped how many of these came back
 */
public record Figures(
        int messages,
        int read,
        int answered,
        int resolved,
        int retracted,
        int open,
        int misrouted,
        int looped,
        Percentiles firstRead,
        Percentiles firstAnswer,
        Percentiles resolution) {

    static Figures of(List<Timed> messages) {
        Percentiles firstRead = times(messages, Timed::readMillis);
        Percentiles firstAnswer = times(messages, Timed::answerMillis);
        Percentiles resolution = times(messages, Timed::resolutionMillis);
        return new Figures(
                messages.size(),
                firstRead.count(),
                firstAnswer.count(),
                resolution.count(),
                count(messages, Timed::retracted),
                count(messages, Timed::open),
                count(messages, Timed::misrouted),
                count(messages, Timed::looped),
                firstRead,
                firstAnswer,
                resolution);
    }

    private static int count(List<Timed> messages, Predicate<Timed> which) {
        return (int) messages.stream().filter(which).count();
    }

    private static Percentiles times(List<Timed> messages, ToLongFunction<Timed> time) {
        return Percentiles.of(messages.stream()
                .mapToLong(time)
                .filter(millis -> millis != Timed.NEVER)
                .sorted()
                .toArray());
    }
}
