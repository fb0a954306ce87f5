package org.messageledger.log.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.messageledger.log.Batch;
import org.messageledger.log.Entry;
import org.messageledger.log.KeyRow;
import org.messageledger.log.StoredHead;
import org.messageledger.tree.Tile;

/** The statements of one append transaction. */
final class BatchInsert {

    private BatchInsert() {}

    /** Moves the head, if it is still the expected one, and inserts; false when it is not. */
    static boolean insert(Connection connection, StoredHead expected, Batch batch) throws SQLException {
        if (!moveHead(connection, expected, batch)) {
            return false;
        }
        insertEntries(connection, batch);
        insertKeys(connection, batch);
        insertTiles(connection, batch);
        insertBatchRow(connection, batch);
        return true;
    }

    private static boolean moveHead(Connection connection, StoredHead expected, Batch batch) throws SQLException {
        String sql = "update head set size = ?, root = ?, right_edge = ?, recorded_at = ? where size = ?"
                + " and root = ? and epoch = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, batch.tree().size());
            update.setBytes(2, batch.tree().root().toBytes());
            update.setBytes(3, batch.edge().toBytes());
            update.setLong(4, batch.recordedAt().toEpochMilli());
            update.setLong(5, expected.size());
            // Another database of the same size has another root: a restored backup must take nothing.
            update.setBytes(6, expected.tree().root().toBytes());
            update.setLong(7, expected.epoch());
            return update.executeUpdate() == 1;
        }
    }

    private static void insertEntries(Connection connection, Batch batch) throws SQLException {
        String sql =
                "insert into entries (leaf_index, event_id, stream, sequence_number, entry) values (?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Batch.Row row : batch.rows()) {
                Entry entry = row.entry();
                insert.setLong(1, entry.leafIndex());
                insert.setObject(2, entry.eventId());
                insert.setString(3, row.alone() ? null : entry.stream());
                insert.setLong(4, entry.sequenceNumber());
                insert.setBytes(5, entry.bytes());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void insertKeys(Connection connection, Batch batch) throws SQLException {
        if (batch.keys().isEmpty()) {
            return;
        }
        String sql = "insert into data_keys (key_id, kind, subject, wrapped) values (?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (KeyRow key : batch.keys()) {
                insert.setObject(1, key.keyId());
                insert.setString(2, key.kind());
                insert.setString(3, key.subject());
                insert.setBytes(4, key.wrapped());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void insertTiles(Connection connection, Batch batch) throws SQLException {
        if (batch.tiles().isEmpty()) {
            return;
        }
        String sql = "insert into tiles (tile_level, tile_index, hashes) values (?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Tile tile : batch.tiles()) {
                insert.setInt(1, tile.level());
                insert.setLong(2, tile.index());
                insert.setBytes(3, tile.hashes());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void insertBatchRow(Connection connection, Batch batch) throws SQLException {
        String sql = "insert into batches (first_leaf, size, root, recorded_at) values (?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setLong(1, batch.firstLeafIndex());
            insert.setLong(2, batch.tree().size());
            insert.setBytes(3, batch.tree().root().toBytes());
            insert.setLong(4, batch.recordedAt().toEpochMilli());
            insert.executeUpdate();
        }
    }
}
