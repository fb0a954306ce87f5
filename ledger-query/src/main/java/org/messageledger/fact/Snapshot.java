package org.messageledger.fact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * All facts as of one leaf. What lies before a position never changes, so nothing is locked and nothing is copied. They are
 * of one generation of the view, whichever is live by then: one that is replaced is kept for a while, and whoever reads on
 * for longer fails rather than be shown less.
 */
public final class Snapshot {

    private static final int READ_AHEAD_MAX = 1_000;

    private final FactReader reader;
    private final int generation;
    private final AsOf asOf;

    Snapshot(FactReader reader, int generation, AsOf asOf) {
        this.reader = reader;
        this.generation = generation;
        this.asOf = asOf;
    }

    public AsOf asOf() {
        return asOf;
    }

    /**
     * The subject's facts in these roles, oldest first, read as far as they are asked for.
     *
     * @param roles a {@link Role} by name, or for messages and threads names of {@link Role#EVENTS}
     */
    public Iterator<Fact> facts(Subject subject, Collection<String> roles) {
        FactCondition all = new FactCondition(Span.ALWAYS, Filter.ALL);
        return new Iterator<>() {
            private List<Fact> ahead = List.of();
            private int at;
            private int readAhead = 1;
            private LeafRange rest = new LeafRange(0, asOf.leafIndex());

            @Override
            public boolean hasNext() {
                if (at == ahead.size() && !rest.isEmpty()) {
                    Stretch stretch = stretch(subject, roles, rest, false, all, readAhead);
                    ahead = stretch.facts();
                    rest = stretch.rest();
                    at = 0;
                    readAhead = Math.min(readAhead * 10, READ_AHEAD_MAX);
                }
                return at < ahead.size();
            }

            @Override
            public Fact next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return ahead.get(at++);
            }
        };
    }

    /**
     * What one step of a walk found.
     *
     * @param facts those that pass, in order
     * @param walked how many were looked at
     * @param rest where the walk has not been; empty at its end
     */
    record Stretch(List<Fact> facts, int walked, LeafRange rest) {}

    /** @param withSends whether what sends say of the facts is wanted, beside what the plan needs of it */
    SearchWalk walk(Planner.Plan plan, boolean newestFirst, boolean withSends, int stretch) {
        return new SearchWalk(reader, generation, asOf.leafIndex(), plan, newestFirst, withSends, stretch);
    }

    /** A fact that the snapshot has, with what sends say of it. */
    KnownFact fact(long leafIndex) {
        return reader.read(connection -> new KnownFacts(connection, generation)
                .of(List.of(leafIndex), Condition.EVERYTHING, true, leaf -> asOf.leafIndex())
                .get(0));
    }

    Stretch stretch(
            Subject subject,
            Collection<String> roles,
            LeafRange range,
            boolean newestFirst,
            FactCondition condition,
            int countMax) {
        return reader.read(connection -> {
            NavigableMap<Long, @Nullable String> leaves = FactReader.walk(
                    connection, generation, subject, roles, range, asOf.leafIndex(), newestFirst, countMax);
            List<Fact> facts = new ArrayList<>(FactReader.load(connection, generation, leaves, condition));
            FactReader.requireHeld(connection, generation, asOf.leafIndex());
            if (leaves.isEmpty()) {
                return new Stretch(List.of(), 0, new LeafRange(0, -1));
            }
            Comparator<Fact> order = Comparator.comparingLong(Fact::leafIndex);
            facts.sort(newestFirst ? order.reversed() : order);
            LeafRange rest = leaves.size() < countMax
                    ? new LeafRange(0, -1)
                    : range.beyond(newestFirst ? leaves.firstKey() : leaves.lastKey(), newestFirst);
            return new Stretch(facts, leaves.size(), rest);
        });
    }
}
