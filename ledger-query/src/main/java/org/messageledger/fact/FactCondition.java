package org.messageledger.fact;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A span and a filter as a condition on facts of given leaves. */
final class FactCondition {

    /** Most leaves of one statement. */
    static final int LEAVES_MAX = 250;

    private static final String FACTS = "select " + String.join(", ", FactColumns.NAMES) + "\nfrom facts\nwhere ";

    private final Filter filter;
    private final StringBuilder rest = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    FactCondition(Span span, Filter filter) {
        this.filter = filter;
        if (!span.recorded()) { // recordedAt never decreases: there a span is a range of leaves
            time("coalesce(occurred_at, recorded_at) >= ?", span.from());
            time("coalesce(occurred_at, recorded_at) < ?", span.to());
        }
        oneOf("event", filter.events());
        oneOf("kind", filter.kinds());
        oneOf("actor_id", filter.actors());
        oneOf("outcome", filter.outcomes());
        if (!filter.irregularities().isEmpty()) {
            and(String.join(
                    " or ", Collections.nCopies(filter.irregularities().size(), "irregularities like ? escape '!'")));
            filter.irregularities().forEach(code -> parameters.add(Codes.pattern(code)));
        }
    }

    private void time(String comparison, @Nullable Instant time) {
        if (time != null) {
            and(comparison);
            parameters.add(ceilingMillis(time));
        }
    }

    /** Whole milliseconds at or after the time: facts have no finer ones. */
    static long ceilingMillis(Instant time) {
        Instant whole = time.truncatedTo(ChronoUnit.MILLIS);
        return whole.equals(time) ? whole.toEpochMilli() : whole.toEpochMilli() + 1;
    }

    private void oneOf(String column, Collection<?> values) {
        if (!values.isEmpty()) {
            and(column + " in (" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")");
            values.forEach(value -> parameters.add(value.toString()));
        }
    }

    private void and(String condition) {
        rest.append("\n  and (").append(condition).append(")");
    }

    String sql(int leaves) {
        return FACTS + ofLeaves(leaves) + rest;
    }

    /** Those of all leaves of a range. */
    String sqlOfRange() {
        return FACTS + "generation = ?\n  and leaf_index between ? and ?" + rest + "\norder by generation, leaf_index";
    }

    void bindRange(PreparedStatement statement, int generation, LeafRange range) throws SQLException {
        statement.setInt(1, generation);
        statement.setLong(2, range.first());
        statement.setLong(3, range.last());
        bindRest(statement, 4);
    }

    /**
     * By the whole key, each: for {@code leaf_index = any (?)} H2 would read all facts, for a join with an array
     * PostgreSQL would, as long as it has no statistics.
     */
    static String ofLeaves(int leaves) {
        return "(generation, leaf_index) in (" + String.join(", ", Collections.nCopies(leaves, "(?, ?)")) + ")";
    }

    /** Binds {@link #ofLeaves} from the first parameter on; the next parameter. */
    static int bindLeaves(PreparedStatement statement, int generation, Collection<Long> leaves) throws SQLException {
        int at = 1;
        for (long leafIndex : leaves) {
            statement.setInt(at++, generation);
            statement.setLong(at++, leafIndex);
        }
        return at;
    }

    void bind(PreparedStatement statement, int generation, Collection<Long> leaves) throws SQLException {
        bindRest(statement, bindLeaves(statement, generation, leaves));
    }

    private void bindRest(PreparedStatement statement, int first) throws SQLException {
        int at = first;
        for (Object parameter : parameters) {
            statement.setObject(at++, parameter);
        }
    }

    /** Whether most facts will pass, so that little need be read ahead. */
    boolean passesAll() {
        return parameters.isEmpty();
    }

    /** What the database could not decide: a listing has the irregularities of all its messages, but is asked for one. */
    boolean passes(Fact fact) {
        return filter.irregularities().isEmpty()
                || !Collections.disjoint(filter.irregularities(), fact.irregularities());
    }
}
