package org.messageledger.fact;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All facts as of one leaf. What lies before a position never changes, so nothing is locked and nothing is copied. They are
 * of one generation of the view, whichever is live by then: one that is replaced is kept for a while, and whoever reads on
 * for longer fails rather than be shown less.
 */
public final class Snapshot {

    private static final int READ_AHEAD_MAX = 1_000;

    /** Leaves that one statement of a pass reads, and subjects that one looks up. */
    private static final int PASS_LEAVES = 10_000;

    private static final int SUBJECTS_MAX = 250;

    private final FactReader reader;
    private final TreeHistory history;
    private final int generation;
    private final AsOf asOf;

    Snapshot(FactReader reader, TreeHistory history, int generation, AsOf asOf) {
        this.reader = reader;
        this.history = history;
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
     * How far a walk came.
     *
     * @param whole whether it came to its end; if not, what was handed over is not the answer
     * @param walked how many facts were looked at
     */
    public record Walk(boolean whole, int walked) {}

    /**
     * Hands over the subject's facts of a span, oldest first, until it is told to stop.
     *
     * @param roles a {@link Role} by name, or for messages and threads names of {@link Role#EVENTS}
     * @param factsMax how many of the subject's facts are looked at, those of other times too
     * @param taker takes a fact; false to stop
     */
    public Walk walk(
            Subject subject, Collection<String> roles, Span span, int factsMax, Predicate<? super Fact> taker) {
        FactCondition ofSpan = new FactCondition(span, Filter.ALL);
        LeafRange rest = range(span);
        int walked = 0;
        while (!rest.isEmpty()) {
            // One more than may be looked at tells whether there are more.
            int count = Math.min(READ_AHEAD_MAX, Math.max(1, factsMax - walked + 1));
            Stretch stretch = stretch(subject, roles, rest, false, ofSpan, count);
            walked += stretch.walked();
            if (walked > factsMax || !stretch.facts().stream().allMatch(taker)) {
                return new Walk(false, walked);
            }
            rest = stretch.rest();
        }
        return new Walk(true, walked);
    }

    /**
     * Hands over all facts of these events and a span, oldest first, in one pass over the leaves, until it is told to stop.
     *
     * @param events names of {@link Role#EVENTS}
     * @param leavesMax how many leaves are looked at. Only a span of recording times leaves any out
     * @param taker takes a fact; false to stop
     * @return whether these were all; if not, what was handed over is not the answer
     */
    public boolean pass(Set<String> events, Span span, long leavesMax, Predicate<? super Fact> taker) {
        LeafRange all = range(span);
        if (all.last() - all.first() >= leavesMax) {
            return false;
        }
        FactCondition condition = new FactCondition(span, new Filter(events, Set.of(), Set.of(), Set.of(), Set.of()));
        for (long first = all.first(); first <= all.last(); first += PASS_LEAVES) {
            LeafRange some = new LeafRange(first, Math.min(all.last(), first + PASS_LEAVES - 1));
            List<Fact> facts = reader.read(connection -> {
                List<Fact> found = FactReader.pass(connection, generation, some, condition);
                FactReader.requireHeld(connection, generation, asOf.leafIndex());
                return found;
            });
            if (!facts.stream().allMatch(taker)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The facts of many subjects of one kind, by their ids, each oldest first. A subject with more than
     * {@code eachMax} is left out: {@link #walk} has its facts.
     *
     * @param roles a {@link Role} by name, or for messages and threads names of {@link Role#EVENTS}. What a listing says
     *     is wrong is not told apart by message here
     */
    public Map<String, List<Fact>> ofEach(
            SubjectKind kind, Collection<String> subjectIds, Collection<String> roles, int eachMax) {
        Map<String, List<Fact>> facts = new HashMap<>();
        List<String> ids = List.copyOf(new LinkedHashSet<>(subjectIds));
        for (int from = 0; from < ids.size(); from += SUBJECTS_MAX) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + SUBJECTS_MAX));
            facts.putAll(reader.read(connection -> {
                Map<String, List<Long>> leaves = FactReader.leavesOfEach(
                        connection, generation, kind, some, roles, asOf.leafIndex(), eachMax + 1);
                leaves.values().removeIf(ofOne -> ofOne.size() > eachMax);
                Map<Long, Fact> loaded = load(connection, leaves.values());
                FactReader.requireHeld(connection, generation, asOf.leafIndex());
                Map<String, List<Fact>> found = new HashMap<>();
                leaves.forEach((id, ofOne) -> found.put(
                        id, ofOne.stream().distinct().sorted().map(loaded::get).toList()));
                return found;
            }));
        }
        return facts;
    }

    private Map<Long, Fact> load(Connection connection, Collection<List<Long>> leaves) throws SQLException {
        NavigableMap<Long, @Nullable String> wanted = new TreeMap<>();
        leaves.forEach(ofOne -> ofOne.forEach(leaf -> wanted.put(leaf, null)));
        Map<Long, Fact> loaded = new HashMap<>();
        for (Fact fact : FactReader.load(connection, generation, wanted, new FactCondition(Span.ALWAYS, Filter.ALL))) {
            loaded.put(fact.leafIndex(), fact);
        }
        if (loaded.size() != wanted.size()) {
            throw new FactStorageException("facts are missing: postings=" + wanted.size() + " facts=" + loaded.size());
        }
        return loaded;
    }

    /** The leaves that can be of the span: {@code recordedAt} never decreases, {@code occurredAt} is anybody's claim. */
    LeafRange range(Span span) {
        Instant from = span.recorded() ? span.from() : null;
        Instant to = span.recorded() ? span.to() : null;
        return new LeafRange(
                from == null ? 0 : history.sizeBefore(from),
                to == null ? asOf.leafIndex() : Math.min(asOf.leafIndex(), history.sizeBefore(to) - 1));
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
