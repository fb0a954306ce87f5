package org.messageledger.fact;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;

/** Reads facts with what sends say of them. */
final class KnownFacts {

    /** Most messages whose sends are looked up with one statement. */
    private static final int MESSAGES_MAX = 5_000;

    private static final String FACTS = "select " + String.join(", ", FactColumns.NAMES) + "\nfrom facts\nwhere ";

    private static final String OF_RANGE = FACTS + "generation = ? and leaf_index between ? and ?";

    private final Connection connection;
    private final int generation;

    KnownFacts(Connection connection, int generation) {
        this.connection = connection;
        this.generation = generation;
    }

    /**
     * The facts of some leaves that hold a condition, by leaf index.
     *
     * @param leaves in order
     * @param withSends whether the sends of their messages are wanted, beside what the condition needs of them
     * @param knownBy by which leaf sends must be known, for each leaf
     */
    List<KnownFact> of(List<Long> leaves, Condition condition, boolean withSends, LongUnaryOperator knownBy)
            throws SQLException {
        List<Fact> facts = facts(leaves, FactFilter.of(condition));
        facts.sort(Comparator.comparingLong(Fact::leafIndex));
        boolean sends = withSends || Conditions.askFor(condition, KnownFact.BY_SENDS);
        List<KnownFact> known = new ArrayList<>(facts.size());
        for (Fact fact : facts) {
            known.add(new KnownFact(fact, Map.of()));
        }
        if (sends) {
            known = withSends(known, knownBy);
        }
        known.removeIf(fact -> !fact.holds(condition));
        return known;
    }

    private List<KnownFact> withSends(List<KnownFact> facts, LongUnaryOperator knownBy) throws SQLException {
        Collection<String> messages = new TreeSet<>();
        facts.forEach(fact -> messages.addAll(fact.messages()));
        Map<String, FirstSend> sends = new HashMap<>();
        FirstSends firstSends = new FirstSends(connection, generation);
        List<String> ids = List.copyOf(messages);
        for (int from = 0; from < ids.size(); from += MESSAGES_MAX) {
            sends.putAll(firstSends
                    .of(ids.subList(from, Math.min(ids.size(), from + MESSAGES_MAX)))
                    .sends());
        }
        List<KnownFact> known = new ArrayList<>(facts.size());
        for (KnownFact fact : facts) {
            long by = knownBy.applyAsLong(fact.fact().leafIndex());
            Map<String, FirstSend> ofFact = new HashMap<>();
            for (String message : fact.messages()) {
                FirstSend send = sends.get(message);
                if (send != null && send.leafIndex() <= by) {
                    ofFact.put(message, send);
                }
            }
            known.add(new KnownFact(fact.fact(), ofFact));
        }
        return known;
    }

    private List<Fact> facts(List<Long> leaves, Optional<FactFilter> filter) throws SQLException {
        List<Fact> facts = new ArrayList<>(leaves.size());
        if (leaves.isEmpty()) {
            return facts;
        }
        String rest = filter.map(it -> "\n  and (" + it.sql() + ")").orElse("");
        if (isOneRange(leaves)) {
            try (PreparedStatement statement = connection.prepareStatement(OF_RANGE + rest)) {
                statement.setInt(1, generation);
                statement.setLong(2, leaves.get(0));
                statement.setLong(3, leaves.get(leaves.size() - 1));
                read(statement, filter, 4, facts);
            }
            return facts;
        }
        for (int from = 0; from < leaves.size(); from += FactCondition.LEAVES_MAX) {
            List<Long> some = leaves.subList(from, Math.min(leaves.size(), from + FactCondition.LEAVES_MAX));
            String sql = FACTS + FactCondition.ofLeaves(some.size()) + rest;
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                read(statement, filter, FactCondition.bindLeaves(statement, generation, some), facts);
            }
        }
        return facts;
    }

    /** Leaves in order without a gap. */
    static boolean isOneRange(List<Long> leaves) {
        return !leaves.isEmpty() && leaves.get(leaves.size() - 1) - leaves.get(0) + 1 == leaves.size();
    }

    private static void read(PreparedStatement statement, Optional<FactFilter> filter, int next, List<Fact> facts)
            throws SQLException {
        if (filter.isPresent()) {
            filter.get().bind(statement, next);
        }
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                facts.add(FactColumns.read(rows));
            }
        }
    }
}
