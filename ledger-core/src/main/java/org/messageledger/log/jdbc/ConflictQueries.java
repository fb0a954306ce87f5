package org.messageledger.log.jdbc;

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
import java.util.UUID;
import org.messageledger.log.Conflicts;

/** What the log already holds of a batch: one query each, along the unique indexes. */
final class ConflictQueries {

    static final String LAST_SEQUENCE_NUMBERS =
            "select stream, max(sequence_number) from entries where stream = any (?) group by stream";

    static final String CONFLICTS = """
            select event_id, null, 0 from entries where event_id = any (?)
            union all
            select null, stream, max(sequence_number) from entries where stream = any (?) group by stream
            """;

    private ConflictQueries() {}

    static Map<String, Long> lastSequenceNumbers(Connection connection, Collection<String> streams)
            throws SQLException {
        Map<String, Long> last = noEvents(streams);
        try (PreparedStatement select = connection.prepareStatement(LAST_SEQUENCE_NUMBERS)) {
            select.setArray(1, array(connection, "varchar", streams));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    last.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return last;
    }

    static Conflicts conflicts(Connection connection, Collection<UUID> eventIds, Collection<String> streams)
            throws SQLException {
        Set<UUID> present = new HashSet<>();
        Map<String, Long> last = noEvents(streams);
        try (PreparedStatement select = connection.prepareStatement(CONFLICTS)) {
            select.setArray(1, array(connection, "uuid", eventIds));
            select.setArray(2, array(connection, "varchar", streams));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    UUID eventId = rows.getObject(1, UUID.class);
                    if (eventId != null) {
                        present.add(eventId);
                    } else {
                        last.put(rows.getString(2), rows.getLong(3));
                    }
                }
            }
        }
        return new Conflicts(present, last);
    }

    private static Map<String, Long> noEvents(Collection<String> streams) {
        Map<String, Long> last = new HashMap<>();
        streams.forEach(stream -> last.put(stream, -1L));
        return last;
    }

    private static Array array(Connection connection, String type, Collection<?> values) throws SQLException {
        return connection.createArrayOf(type, values.toArray());
    }
}
