package org.messageledger.fact;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The first sends in the database, and the back-fill that one causes. */
final class FirstSends {

    // For message_id = any (?) H2 would read all postings; for a join PostgreSQL would, as long as it has no
    // statistics.
    // A subquery has both look up each message by the key.

    private static final String SENT_LEAVES = """
            select message_id, (
                select min(leaf_index)
                from postings
                where generation = ?
                  and subject_kind = 'MESSAGE'
                  and subject_id = message_id
                  and role = 'MessageSent')
            from unnest(cast(? as varchar array)) as wanted (message_id)
            """;

    private static final String MENTIONED = """
            select message_id, (
                select leaf_index
                from postings
                where generation = ?
                  and subject_kind = 'MESSAGE'
                  and subject_id = message_id
                fetch first 1 row only)
            from unnest(cast(? as varchar array)) as wanted (message_id)
            """;

    private static final String SENDS = """
            select message_id, leaf_index, thread_id, patient_ids
            from facts
            where\s""";

    private static final String CONNECT_WITH_THREAD = """
            insert into postings (generation, subject_kind, subject_id, role, leaf_index, known_from)
            select p.generation, 'THREAD', cast(? as varchar(100)), p.role, p.leaf_index, cast(? as bigint)
            from postings p
            where p.generation = ?
              and p.subject_kind = 'MESSAGE'
              and p.subject_id = ?
              and p.leaf_index < ?
              and not exists (
                  select 1
                  from postings q
                  where q.generation = p.generation
                    and q.subject_kind = 'THREAD'
                    and q.subject_id = ?
                    and q.role = p.role
                    and q.leaf_index = p.leaf_index)
            """;

    private static final String CONNECT_WITH_PATIENT = """
            insert into postings (generation, subject_kind, subject_id, role, leaf_index, known_from)
            select p.generation, 'PATIENT', cast(? as varchar(100)), 'OF_MESSAGE', p.leaf_index, cast(? as bigint)
            from postings p
            where p.generation = ?
              and p.subject_kind = 'MESSAGE'
              and p.subject_id = ?
              and p.leaf_index < ?
              and not exists (
                  select 1
                  from postings q
                  where q.generation = p.generation
                    and q.subject_kind = 'PATIENT'
                    and q.subject_id = ?
                    and q.role = 'OF_MESSAGE'
                    and q.leaf_index = p.leaf_index)
            """;

    private final Connection connection;
    private final int generation;

    FirstSends(Connection connection, int generation) {
        this.connection = connection;
        this.generation = generation;
    }

    /** The first sends of those messages that have one. */
    Map<String, FirstSend> of(Collection<String> messageIds) throws SQLException {
        Map<String, FirstSend> sends = new HashMap<>();
        List<Long> leaves = List.copyOf(leaves(SENT_LEAVES, messageIds).values());
        for (int from = 0; from < leaves.size(); from += FactCondition.LEAVES_MAX) {
            List<Long> some = leaves.subList(from, Math.min(leaves.size(), from + FactCondition.LEAVES_MAX));
            String sql = SENDS + FactCondition.ofLeaves(some.size());
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                int next = FactCondition.bindLeaves(statement, generation, some);
                assert next == 1 + 2 * some.size();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        sends.put(
                                rows.getString(1),
                                new FirstSend(rows.getLong(2), rows.getString(3), Codes.read(rows.getString(4))));
                    }
                }
            }
        }
        return sends;
    }

    /** Those messages that any fact is about. */
    Set<String> mentioned(Collection<String> messageIds) throws SQLException {
        return new HashSet<>(leaves(MENTIONED, messageIds).keySet());
    }

    /** Connects all earlier facts of the message with the thread and patients that its first send names. */
    void backFill(String messageId, FirstSend send) throws SQLException {
        connect(CONNECT_WITH_THREAD, send.threadId(), messageId, send.leafIndex());
        for (String patientId : send.patientIds()) {
            connect(CONNECT_WITH_PATIENT, patientId, messageId, send.leafIndex());
        }
    }

    private void connect(String sql, String subjectId, String messageId, long sendLeaf) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, subjectId);
            statement.setLong(2, sendLeaf);
            statement.setInt(3, generation);
            statement.setString(4, messageId);
            statement.setLong(5, sendLeaf);
            statement.setString(6, subjectId);
            statement.executeUpdate();
        }
    }

    /** What the statement finds for each message, without those that it finds nothing for. */
    private Map<String, Long> leaves(String sql, Collection<String> messageIds) throws SQLException {
        Map<String, Long> leaves = new HashMap<>();
        if (messageIds.isEmpty()) {
            return leaves;
        }
        Array array = connection.createArrayOf("varchar", messageIds.toArray());
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, generation);
            statement.setArray(2, array);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    long leafIndex = rows.getLong(2);
                    if (!rows.wasNull()) {
                        leaves.put(rows.getString(1), leafIndex);
                    }
                }
            }
        } finally {
            array.free();
        }
        return leaves;
    }
}
