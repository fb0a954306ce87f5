package org.messageledger.routing;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.messageledger.fact.AsOf;

/**
 * How messages of a span fared, as of a leaf. Each message is in one group of each kind.
 *
 * @param byPool by the first pool that a message went to; {@link #NO_POOL} for those that went to none
 * @param byWeek by the week of the send, in UTC, such as 2026-W09
 */
public record RoutingTimes(
        AsOf asOf,
        Figures all,
        SortedMap<String, Figures> byCategory,
        SortedMap<String, Figures> byPool,
        SortedMap<String, Figures> byWeek) {

    public static final String NO_POOL = "";

    static RoutingTimes of(AsOf asOf, List<Timed> messages) {
        return new RoutingTimes(
                asOf,
                Figures.of(messages),
                by(messages, Timed::category),
                by(messages, Timed::pool),
                by(messages, Timed::week));
    }

    private static SortedMap<String, Figures> by(List<Timed> messages, Function<Timed, String> group) {
        SortedMap<String, Figures> groups = new TreeMap<>();
        messages.stream()
                .collect(Collectors.groupingBy(group))
                .forEach((key, some) -> groups.put(key, Figures.of(some)));
        return groups;
    }
}
