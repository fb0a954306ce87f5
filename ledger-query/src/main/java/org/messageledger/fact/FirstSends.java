package org.messageledger.fact;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The first sends in the database, and the back-fill that one causes. */
final class FirstSends {

    private static final String SENT = """
            select f.message_id, f.leaf_index, f.thread_id, f.patient_ids
            from facts f
            where f.generation = ?
              and f.leaf_index = any (?)
            """;

    private static final String SENT_LEAVES = """
            select subject_id, min(leaf_index)
            from postings
            where generation = ?
              and subject_kind = 'MESSAGE'
              and subject_id = any (?)
              and role = 'MessageSent'
            group by subject_id
            """;

    private static final String MENTIONED = """
            select distinct subject_id
            from postings
            where generation = ?
              and subject_kind = 'MESSAGE'
              and subject_id = any (?)
            """;

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
        Set<Long> leaves = new HashSet<>();
        select(SENT_LEAVES, "varchar", messageIds.toArray(), row -> leaves.add(row.getLong(2)));
        Map<String, FirstSend> sends = new HashMap<>();
        select(
                SENT,
                "bigint",
                leaves.toArray(),
                row -> sends.put(
                        row.getString(1),
                        new FirstSend(row.getLong(2), row.getString(3), Codes.read(row.getString(4)))));
        return sends;
    }

    /** Those messages that any fact is about. */
    Set<String> mentioned(Collection<String> messageIds) throws SQLException {
        Set<String> mentioned = new HashSet<>();
        select(MENTIONED, "varchar", messageIds.toArray(), row -> mentioned.add(row.getString(1)));
        return mentioned;
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

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private void select(String sql, String type, Object[] values, Row reader) throws SQLException {
        if (values.length == 0) {
            return;
        }
        Array array = connection.createArrayOf(type, values);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, generation);
            statement.setArray(2, array);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        } finally {
            array.free();
        }
    }
}
