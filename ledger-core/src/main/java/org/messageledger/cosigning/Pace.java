package org.messageledger.cosigning;

import java.time.Duration;

/**
 * How witnesses are waited for, and how often they are asked again.
 *
 * @param answerWithin a witness that needs longer for an answer has not answered
 * @param firstRest how long it is left alone after trouble; then twice as long each time
 * @param longestRest up to this
 */
public record Pace(Duration answerWithin, Duration firstRest, Duration longestRest) {

    public static final Pace DEFAULT = new Pace(Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofMinutes(5));

    private static final int DOUBLINGS_MAX = 20;

    /** @param failures in a row, at least 1 */
    Duration restAfter(int failures) {
        Duration rest = firstRest.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS_MAX));
        return rest.compareTo(longestRest) > 0 ? longestRest : rest;
    }
}
