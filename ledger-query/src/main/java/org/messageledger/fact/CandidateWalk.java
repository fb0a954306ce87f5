package org.messageledger.fact;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.messageledger.fact.Candidates.Ahead;
import org.messageledger.fact.Candidates.Both;
import org.messageledger.fact.Candidates.Either;
import org.messageledger.fact.Candidates.Posted;

/** Walks over candidates along the log, in one direction, as of one leaf, on one connection. */
final class CandidateWalk {

    /** So few are read at least of each of many. */
    private static final int PART_MIN = 50;

    // A subquery for each leaf has both databases look it up by the whole key: see FirstSends.
    private static final String AMONG = """
            select leaf_index, (
                select 1
                from postings
                where generation = ?
                  and subject_id = ?
                  and role = ?
                  and postings.leaf_index = wanted.leaf_index
                  and (known_from is null or known_from <= ?))
            from unnest(cast(? as bigint array)) as wanted (leaf_index)
            """;

    private final Connection connection;
    private final int generation;
    private final long knownBy;
    private final boolean newestFirst;

    CandidateWalk(Connection connection, int generation, long knownBy, boolean newestFirst) {
        this.connection = connection;
        this.generation = generation;
        this.knownBy = knownBy;
        this.newestFirst = newestFirst;
    }

    /** The nearest candidates in the range; looks at about {@code countMax} leaves of each part. */
    Ahead next(Candidates candidates, LeafRange range, int countMax) throws SQLException {
        if (candidates instanceof Posted posted) {
            NavigableSet<Long> leaves = FactReader.walk(
                            connection,
                            generation,
                            posted.subjectId(),
                            posted.roles(),
                            range,
                            knownBy,
                            newestFirst,
                            countMax)
                    .navigableKeySet();
            return new Ahead(leaves, leaves.size(), leaves.size() < countMax ? LeafRange.EMPTY : beyond(leaves, range));
        }
        return candidates instanceof Both both
                ? nextOfBoth(both, range, countMax)
                : nextOfEither(((Either) candidates).parts(), range, countMax);
    }

    private LeafRange beyond(NavigableSet<Long> leaves, LeafRange range) {
        return range.beyond(newestFirst ? leaves.first() : leaves.last(), newestFirst);
    }

    /** The part that reaches farthest has the fewest leaves here: the others are only asked for those. */
    private Ahead nextOfBoth(Both both, LeafRange range, int countMax) throws SQLException {
        LeafRange narrowed = both.range().within(range);
        if (both.parts().isEmpty()) {
            return consecutive(narrowed, range, countMax);
        }
        List<Ahead> aheads = new ArrayList<>();
        for (Candidates part : both.parts()) {
            Ahead ahead = next(part, narrowed, countMax);
            if (ahead.leaves().isEmpty() && ahead.rest().isEmpty()) {
                return ahead; // then none has both
            }
            aheads.add(ahead);
        }
        int least = 0;
        for (int i = 1; i < aheads.size(); i++) {
            least = aheads.get(i).rest().size() < aheads.get(least).rest().size() ? i : least;
        }
        Ahead farthest = aheads.get(least);
        NavigableSet<Long> leaves = new TreeSet<>(farthest.leaves());
        for (int i = 0; i < aheads.size() && !leaves.isEmpty(); i++) {
            Ahead ahead = aheads.get(i);
            if (i != least) {
                NavigableSet<Long> unread = within(leaves, ahead.rest());
                NavigableSet<Long> found = among(both.parts().get(i), unread);
                leaves.removeIf(leaf -> !(unread.contains(leaf) ? found : ahead.leaves()).contains(leaf));
            }
        }
        return new Ahead(leaves, farthest.walked(), restOf(farthest.rest(), range));
    }

    /** What was left of a narrower range, as what is left of a range. */
    private LeafRange restOf(LeafRange rest, LeafRange range) {
        if (rest.isEmpty()) {
            return rest;
        }
        return newestFirst ? new LeafRange(range.first(), rest.last()) : new LeafRange(rest.first(), range.last());
    }

    private Ahead consecutive(LeafRange narrowed, LeafRange range, int countMax) {
        NavigableSet<Long> leaves = new TreeSet<>();
        long step = newestFirst ? -1 : 1;
        long leaf = newestFirst ? narrowed.last() : narrowed.first();
        for (; leaves.size() < countMax && narrowed.contains(leaf); leaf += step) {
            leaves.add(leaf);
        }
        return new Ahead(leaves, leaves.size(), narrowed.contains(leaf) ? beyond(leaves, range) : LeafRange.EMPTY);
    }

    /** As far as all parts have been read. */
    private Ahead nextOfEither(List<Candidates> parts, LeafRange range, int countMax) throws SQLException {
        NavigableSet<Long> leaves = new TreeSet<>();
        LeafRange rest = LeafRange.EMPTY;
        int walked = 0;
        for (Candidates part : parts) {
            Ahead ahead = next(part, range, Math.min(countMax, Math.max(PART_MIN, countMax / parts.size())));
            leaves.addAll(ahead.leaves());
            rest = ahead.rest().size() > rest.size() ? ahead.rest() : rest;
            walked += ahead.walked();
        }
        leaves.removeAll(List.copyOf(within(leaves, rest)));
        return new Ahead(leaves, walked, rest);
    }

    private static NavigableSet<Long> within(NavigableSet<Long> leaves, LeafRange range) {
        return range.isEmpty()
                ? new TreeSet<>()
                : new TreeSet<>(leaves.subSet(range.first(), true, range.last(), true));
    }

    /** Those of the leaves that are candidates. */
    private NavigableSet<Long> among(Candidates candidates, NavigableSet<Long> leaves) throws SQLException {
        NavigableSet<Long> found = new TreeSet<>();
        if (leaves.isEmpty()) {
            return found;
        }
        if (candidates instanceof Posted posted) {
            NavigableSet<Long> left = new TreeSet<>(leaves);
            for (short role : posted.roles()) {
                addAmong(posted.subjectId(), role, left, found);
                left.removeAll(found);
            }
        } else if (candidates instanceof Both both) {
            found = within(leaves, both.range());
            for (Candidates part : both.parts()) {
                found = among(part, found);
            }
        } else {
            for (Candidates part : ((Either) candidates).parts()) {
                found.addAll(among(part, leaves));
            }
        }
        return found;
    }

    private void addAmong(String subjectId, short role, NavigableSet<Long> leaves, NavigableSet<Long> found)
            throws SQLException {
        if (leaves.isEmpty()) {
            return;
        }
        Array array = connection.createArrayOf("bigint", leaves.toArray());
        try (PreparedStatement statement = connection.prepareStatement(AMONG)) {
            statement.setInt(1, generation);
            statement.setString(2, subjectId);
            statement.setShort(3, role);
            statement.setLong(4, knownBy);
            statement.setArray(5, array);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    rows.getInt(2);
                    if (!rows.wasNull()) {
                        found.add(rows.getLong(1));
                    }
                }
            }
        } finally {
            array.free();
        }
    }
}
