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

    // A message's first send has the least role, and the least leaf in it: if there is one, it comes first.
    // For message_id = any (?) H2 would read all postings; for a join PostgreSQL would, as long as it has no
    // statistics. A subquery has both look up each message by the key.
    private static final String FIRST_LEAVES = """
            select message_id, (
                select leaf_index
                from postings
                where generation = ?
                  and subject_id = message_id
                  and role between %d and %d
                order by generation, subject_id, role, leaf_index
                fetch first 1 row only)
            from unnest(cast(? as varchar array)) as wanted (message_id)
            """.formatted(RoleCode.MESSAGE_MIN, RoleCode.MESSAGE_MAX);

    private static final String SENDS = """
            select leaf_index, message_id, thread_id, patient_ids
            from facts
            where event = '%s'
              and\s""".formatted(Role.SENT);

    private static final String CONNECT_WITH_THREAD =
            """
            insert into postings (generation, subject_id, role, leaf_index, known_from)
            select p.generation, cast(? as varchar(100)), p.role + %1$d, p.leaf_index, cast(? as bigint)
            from postings p
            where p.generation = ?
              and p.subject_id = ?
              and p.role between %2$d and %3$d
              and p.leaf_index < ?
              and not exists (
                  select 1
                  from postings q
                  where q.generation = p.generation
                    and q.subject_id = ?
                    and q.role = p.role + %1$d
                    and q.leaf_index = p.leaf_index)
            """.formatted(RoleCode.KIND, RoleCode.MESSAGE_MIN + RoleCode.KIND, RoleCode.MESSAGE_MAX);

    private static final String CONNECT_WITH_PATIENT = """
            insert into postings (generation, subject_id, role, leaf_index, known_from)
            select p.generation, cast(? as varchar(100)), case p.role when %6$d then %3$d else %1$d end, p.leaf_index,
              cast(? as bigint)
            from postings p
            where p.generation = ?
              and p.subject_id = ?
              and p.role between %4$d and %5$d
              and p.leaf_index < ?
              and not exists (
                  select 1
                  from postings q
                  where q.generation = p.generation
                    and q.subject_id = ?
                    and q.role in (%1$d, %2$d, %3$d)
                    and q.leaf_index = p.leaf_index)
            """.formatted(
                    RoleCode.of(SubjectKind.PATIENT, Role.OF_MESSAGE),
                    RoleCode.of(SubjectKind.PATIENT, Role.NAMED),
                    RoleCode.of(SubjectKind.PATIENT, Role.DISCLOSED),
                    RoleCode.MESSAGE_MIN + RoleCode.KIND,
                    RoleCode.MESSAGE_MAX,
                    RoleCode.of(SubjectKind.MESSAGE, Role.DISCLOSURE));

    private final Connection connection;
    private final int generation;

    FirstSends(Connection connection, int generation) {
        this.connection = connection;
        this.generation = generation;
    }

    /**
     * What the database knows of some messages.
     *
     * @param sends the first sends of those that have one
     * @param mentioned those that any fact is about
     */
    record Known(Map<String, FirstSend> sends, Set<String> mentioned) {}

    Known of(Collection<String> messageIds) throws SQLException {
        Map<String, Long> firstLeaves = firstLeaves(messageIds);
        Map<String, FirstSend> sends = new HashMap<>();
        List<Long> leaves = List.copyOf(firstLeaves.values());
        for (int from = 0; from < leaves.size(); from += FactCondition.LEAVES_MAX) {
            sends.putAll(sendsAt(leaves.subList(from, Math.min(leaves.size(), from + FactCondition.LEAVES_MAX))));
        }
        return new Known(sends, new HashSet<>(firstLeaves.keySet()));
    }

    private Map<String, FirstSend> sendsAt(List<Long> leaves) throws SQLException {
        Map<String, FirstSend> sends = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(SENDS + FactCondition.ofLeaves(leaves.size()))) {
            int next = FactCondition.bindLeaves(statement, generation, leaves);
            assert next == 1 + 2 * leaves.size();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    FirstSend send = new FirstSend(rows.getLong(1), rows.getString(3), Codes.read(rows.getString(4)));
                    sends.put(rows.getString(2), send);
                }
            }
        }
        return sends;
    }

    /**
     * Connects all earlier facts of the message with the thread and patients that its first send names.
     *
     * @return how many postings that took
     */
    int backFill(String messageId, FirstSend send) throws SQLException {
        int added = connect(CONNECT_WITH_THREAD, send.threadId(), messageId, send.leafIndex());
        for (String patientId : send.patientIds()) {
            added += connect(CONNECT_WITH_PATIENT, patientId, messageId, send.leafIndex());
        }
        return added;
    }

    private int connect(String sql, String subjectId, String messageId, long sendLeaf) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, subjectId);
            statement.setLong(2, sendLeaf);
            statement.setInt(3, generation);
            statement.setString(4, messageId);
            statement.setLong(5, sendLeaf);
            statement.setString(6, subjectId);
            return statement.executeUpdate();
        }
    }

    private Map<String, Long> firstLeaves(Collection<String> messageIds) throws SQLException {
        Map<String, Long> leaves = new HashMap<>();
        if (messageIds.isEmpty()) {
            return leaves;
        }
        Array array = connection.createArrayOf("varchar", messageIds.toArray());
        try (PreparedStatement statement = connection.prepareStatement(FIRST_LEAVES)) {
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
