package org.messageledger.fact;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.messageledger.access.AccessKind;
import org.messageledger.party.Irregularity;
import org.messageledger.party.PersonId;

/**
 * Which facts. An empty set lets all pass; of a set one must hold; of the sets all.
 *
 * @param events names of {@link Role#EVENTS}
 * @param actors who acted, not in whose name
 */
public record Filter(
        Set<String> events,
        Set<AccessKind> kinds,
        Set<PersonId> actors,
        Set<Outcome> outcomes,
        Set<Irregularity> irregularities) {

    public static final Filter ALL = new Filter(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    /** Most values of one filter. */
    public static final int VALUES_MAX = 20;

    public Filter {
        events = Set.copyOf(events);
        kinds = Set.copyOf(kinds);
        actors = Set.copyOf(actors);
        outcomes = Set.copyOf(outcomes);
        irregularities = Set.copyOf(irregularities);
        for (Set<?> values : List.of(events, kinds, actors, outcomes, irregularities)) {
            if (values.size() > VALUES_MAX) {
                throw new IllegalArgumentException("too many values of one filter: count=" + values.size());
            }
        }
    }

    /** The same text for the same filter, however its values were ordered. */
    String canonical() {
        return new TreeSet<>(events)
                + " " + new TreeSet<>(kinds)
                + " " + new TreeSet<>(actors.stream().map(PersonId::value).toList())
                + " " + new TreeSet<>(outcomes)
                + " " + new TreeSet<>(irregularities);
    }
}
