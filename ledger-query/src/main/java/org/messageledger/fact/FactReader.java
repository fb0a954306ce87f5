package org.messageledger.fact;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads position, postings and facts, each by its primary key. Thread-safe. */
final class FactReader {

    /** The generation that answers, and the first leaf that it lacks. */
    record Position(int generation, long nextLeaf) {}

    private static final String POSITION = """
            select generation, next_leaf
            from fact_position
            where live
            """;

    private static final String HELD = """
            select 1
            from fact_position
            where generation = ?
              and next_leaf > ?
            """;

    // Ordered by the whole key: both databases then walk the index, in either direction, and stop at the limit.
    private static final String WALK = """
            select leaf_index, irregularities
            from postings
            where generation = ?
              and subject_id = ?
              and role = ?
              and leaf_index between ? and ?
              and (known_from is null or known_from <= ?)
            order by generation %1$s, subject_id %1$s, role %1$s, leaf_index %1$s
            fetch first ? rows only
            """;

    private static final String OLDEST_FIRST = WALK.formatted("asc");
    private static final String NEWEST_FIRST = WALK.formatted("desc");

    // Joined with the ids, either database would read all postings unless it knows better. A subquery has both look up
    // each
    // subject by the key. %s stands for roles.
    private static final String LEAVES_OF_EACH = """
            select wanted_id, array(
                select leaf_index
                from postings
                where generation = ?
                  and subject_id = wanted_id
                  and role in (%s)
                  and leaf_index <= ?
                  and (known_from is null or known_from <= ?)
                order by generation, subject_id, role, leaf_index
                fetch first ? rows only)
            from unnest(cast(? as varchar array)) as wanted (wanted_id)
            """;

    private static final String RECORDED_AT = """
            select recorded_at
            from facts
            where generation = ?
              and leaf_index = ?
            """;

    private final DataSource dataSource;

    FactReader(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    <T> T read(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new FactStorageException("facts cannot be read", e);
        }
    }

    Position position() {
        return read(FactReader::position);
    }

    static Position position(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(POSITION);
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                throw new FactStorageException("no generation of facts is live");
            }
            return new Position(row.getInt(1), row.getLong(2));
        }
    }

    /**
     * To be called after rows have been read, on the same connection: a generation that was replaced says that it holds
     * nothing any more before the first of its rows goes.
     *
     * @throws FactStorageException when the generation does not hold this leaf any more: the rows may be too few
     */
    static void requireHeld(Connection connection, int generation, long leafIndex) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HELD)) {
            statement.setInt(1, generation);
            statement.setLong(2, leafIndex);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new FactStorageException("the view was replaced while it was read: generation=" + generation);
                }
            }
        }
    }

    Optional<Instant> recordedAt(int generation, long leafIndex) {
        return read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(RECORDED_AT)) {
                statement.setInt(1, generation);
                statement.setLong(2, leafIndex);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? Optional.of(Instant.ofEpochMilli(row.getLong(1))) : Optional.empty();
                }
            }
        });
    }

    /**
     * The next leaves that concern the subject in any of the roles, at most {@code countMax}, with what their postings
     * say is wrong.
     *
     * @param range where to look
     * @param knownBy only connections that were known by this leaf
     */
    static NavigableMap<Long, @Nullable String> walk(
            Connection connection,
            int generation,
            Subject subject,
            Collection<String> roles,
            LeafRange range,
            long knownBy,
            boolean newestFirst,
            int countMax)
            throws SQLException {
        Set<Short> codes = RoleCode.answering(subject.kind(), roles);
        NavigableMap<Long, @Nullable String> leaves =
                walk(connection, generation, subject.id(), codes, range, knownBy, newestFirst, countMax);
        if (subject.kind() != SubjectKind.MESSAGE) {
            leaves.replaceAll((leafIndex, irregularities) -> null);
        }
        return leaves;
    }

    /** The same for roles by {@link RoleCode}. */
    static NavigableMap<Long, @Nullable String> walk(
            Connection connection,
            int generation,
            String subjectId,
            Set<Short> roles,
            LeafRange range,
            long knownBy,
            boolean newestFirst,
            int countMax)
            throws SQLException {
        NavigableMap<Long, @Nullable String> leaves = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(newestFirst ? NEWEST_FIRST : OLDEST_FIRST)) {
            for (short role : roles) {
                statement.setInt(1, generation);
                statement.setString(2, subjectId);
                statement.setShort(3, role);
                statement.setLong(4, range.first());
                statement.setLong(5, range.last());
                statement.setLong(6, knownBy);
                statement.setInt(7, countMax);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        leaves.put(rows.getLong(1), rows.getString(2));
                    }
                }
            }
        }
        // Each role gave its nearest; only the nearest of all are complete.
        while (leaves.size() > countMax) {
            if (newestFirst) {
                leaves.pollFirstEntry();
            } else {
                leaves.pollLastEntry();
            }
        }
        return leaves;
    }

    /**
     * The leaves that concern each of the subjects in any of the roles, by its id; at most {@code eachMax} of one, and then
     * any.
     *
     * @param lastLeaf no later ones, and only connections that were known by then
     */
    static Map<String, List<Long>> leavesOfEach(
            Connection connection,
            int generation,
            SubjectKind kind,
            Collection<String> subjectIds,
            Collection<String> roles,
            long lastLeaf,
            int eachMax)
            throws SQLException {
        String codes =
                RoleCode.answering(kind, roles).stream().map(Object::toString).collect(Collectors.joining(", "));
        Map<String, List<Long>> leaves = new HashMap<>();
        Array ids = connection.createArrayOf("varchar", subjectIds.toArray());
        try (PreparedStatement statement = connection.prepareStatement(LEAVES_OF_EACH.formatted(codes))) {
            statement.setInt(1, generation);
            statement.setLong(2, lastLeaf);
            statement.setLong(3, lastLeaf);
            statement.setInt(4, eachMax);
            statement.setArray(5, ids);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    List<Long> ofOne = new ArrayList<>();
                    for (Object leaf : (Object[]) rows.getArray(2).getArray()) {
                        ofOne.add((Long) leaf);
                    }
                    leaves.put(rows.getString(1), ofOne);
                }
            }
        } finally {
            ids.free();
        }
        return leaves;
    }

    /** Those facts of a range of leaves that pass, in order. */
    static List<Fact> pass(Connection connection, int generation, LeafRange range, FactCondition condition)
            throws SQLException {
        List<Fact> facts = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(condition.sqlOfRange())) {
            condition.bindRange(statement, generation, range);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    facts.add(FactColumns.read(rows));
                }
            }
        }
        facts.removeIf(fact -> !condition.passes(fact));
        return facts;
    }

    /** Those facts of these leaves that pass, in no order. */
    static List<Fact> load(
            Connection connection, int generation, Map<Long, @Nullable String> leaves, FactCondition condition)
            throws SQLException {
        List<Fact> facts = new ArrayList<>(leaves.size());
        List<Long> indexes = List.copyOf(leaves.keySet());
        for (int from = 0; from < indexes.size(); from += FactCondition.LEAVES_MAX) {
            List<Long> some = indexes.subList(from, Math.min(indexes.size(), from + FactCondition.LEAVES_MAX));
            try (PreparedStatement statement = connection.prepareStatement(condition.sql(some.size()))) {
                condition.bind(statement, generation, some);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        Fact fact = FactColumns.read(rows);
                        String ofMessage = leaves.get(fact.leafIndex());
                        facts.add(ofMessage == null ? fact : fact.withIrregularities(Codes.irregularities(ofMessage)));
                    }
                }
            }
        }
        facts.removeIf(fact -> !condition.passes(fact));
        return facts;
    }
}
