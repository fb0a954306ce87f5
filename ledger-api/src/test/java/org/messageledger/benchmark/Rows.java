package org.messageledger.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What our ledger has stored, to be stored again by other means. */
@SuppressWarnings("ArrayRecordComponent") // carriers, never compared
record Rows(List<EntryRow> entries, List<DataKeyRow> keys) {

    record EntryRow(long leafIndex, UUID eventId, @Nullable String stream, long sequenceNumber, byte[] entry) {}

    record DataKeyRow(UUID keyId, String kind, @Nullable String subject, byte[] wrapped) {}

    /** The newest {@code count} entries, and as many of the newest keys. */
    static Rows newest(HikariDataSource pool, int count) throws SQLException {
        List<EntryRow> entries = new ArrayList<>();
        List<DataKeyRow> keys = new ArrayList<>();
        try (Connection connection = pool.getConnection()) {
            select(
                    connection,
                    "select leaf_index, event_id, stream, sequence_number, entry from entries"
                            + " order by leaf_index desc limit ?",
                    count,
                    row -> entries.add(new EntryRow(
                            row.getLong(1),
                            row.getObject(2, UUID.class),
                            row.getString(3),
                            row.getLong(4),
                            row.getBytes(5))));
            select(
                    connection,
                    "select key_id, kind, subject, wrapped from data_keys order by made desc limit ?",
                    count,
                    row -> keys.add(new DataKeyRow(
                            row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getBytes(4))));
        }
        Collections.reverse(entries);
        Collections.reverse(keys);
        return new Rows(entries, keys);
    }

    private interface Row {
        void take(ResultSet row) throws SQLException;
    }

    private static void select(Connection connection, String sql, int count, Row each) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(1, count);
            select.setFetchSize(1_000);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    each.take(rows);
                }
            }
        }
    }

    double entryBytes() {
        return entries.stream().mapToInt(row -> row.entry().length).average().orElse(0);
    }
}
