package org.messageledger.log.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.messageledger.log.Batch;
import org.messageledger.log.KeyRow;
import org.messageledger.log.StoredHead;
import org.messageledger.tree.Tile;

/**
 * One append transaction in one statement, which commits by itself: one round trip, and no lock is ever held by a process
 * that has stalled in the middle. PostgreSQL runs all parts of it whether or not they are read (manual, section 7.8.4), and
 * takes arrays apart side by side where they stand in the select list (section 36.5.9), a row at a time: in the from clause it
 * would lay all rows down first.
 */
final class BatchStatement {

    /** Begins with what tells it from every other statement. */
    static final String SQL = """
            with moved as (
              update head set size = ?, root = ?, right_edge = ?, recorded_at = ?
              where size = ? and root = ? and epoch = ? returning size),
            stored_batch as (
              insert into batches (first_leaf, size, root, recorded_at) select ?, ?, ?, ? from moved),
            stored_entries as (
              insert into entries (leaf_index, event_id, stream, sequence_number, entry)
              select generate_series(?::bigint, ?::bigint),
                unnest(?::uuid[]), unnest(?::varchar[]), unnest(?::bigint[]), unnest(?::bytea[])
              from moved),
            stored_keys as (
              insert into data_keys (key_id, kind, subject, wrapped)
              select unnest(?::uuid[]), unnest(?::varchar[]), unnest(?::varchar[]), unnest(?::bytea[])
              from moved),
            stored_tiles as (
              insert into tiles (tile_level, tile_index, hashes)
              select unnest(?::smallint[]), unnest(?::bigint[]), unnest(?::bytea[])
              from moved)
            select count(*) from moved
            """;

    private final Connection connection;
    private final PreparedStatement statement;
    private int place;

    private BatchStatement(Connection connection, PreparedStatement statement) {
        this.connection = connection;
        this.statement = statement;
    }

    /** Moves the head, if it is still the expected one, and inserts; false when it is not. */
    static boolean execute(Connection connection, StoredHead expected, Batch batch) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            new BatchStatement(connection, statement).set(expected, batch);
            try (ResultSet moved = statement.executeQuery()) {
                return moved.next() && moved.getLong(1) == 1;
            }
        }
    }

    private void set(StoredHead expected, Batch batch) throws SQLException {
        byte[] root = batch.tree().root().toBytes();
        long recordedAt = batch.recordedAt().toEpochMilli();
        set(batch.tree().size());
        set(root);
        set(batch.edge().toBytes());
        set(recordedAt);
        set(expected.size());
        // Another database of the same size has another root: a restored backup must take nothing.
        set(expected.tree().root().toBytes());
        set(expected.epoch());

        set(batch.firstLeafIndex());
        set(batch.tree().size());
        set(root);
        set(recordedAt);

        List<Batch.Row> rows = batch.rows();
        set(batch.firstLeafIndex());
        set(batch.firstLeafIndex() + rows.size() - 1);
        set("uuid", rows, row -> row.entry().eventId(), new @Nullable UUID[rows.size()]);
        set("varchar", rows, row -> row.alone() ? null : row.entry().stream(), new @Nullable String[rows.size()]);
        set("int8", rows, row -> row.entry().sequenceNumber(), new @Nullable Long[rows.size()]);
        set("bytea", rows, row -> row.entry().bytes(), new byte[rows.size()][]);

        List<KeyRow> keys = batch.keys();
        set("uuid", keys, KeyRow::keyId, new @Nullable UUID[keys.size()]);
        set("varchar", keys, KeyRow::kind, new @Nullable String[keys.size()]);
        set("varchar", keys, KeyRow::subject, new @Nullable String[keys.size()]);
        set("bytea", keys, KeyRow::wrapped, new byte[keys.size()][]);

        List<Tile> tiles = batch.tiles();
        set("int2", tiles, tile -> (short) tile.level(), new @Nullable Short[tiles.size()]);
        set("int8", tiles, Tile::index, new @Nullable Long[tiles.size()]);
        set("bytea", tiles, Tile::hashes, new byte[tiles.size()][]);
    }

    private void set(long value) throws SQLException {
        statement.setLong(++place, value);
    }

    private void set(byte[] value) throws SQLException {
        statement.setBytes(++place, value);
    }

    private interface Column<R> {
        @Nullable
        Object of(R row);
    }

    /**
     * @param values to fill: an array of the type's own Java class the driver sends as it is, but for ids, which it sends as
     *     text
     */
    private <R> void set(String type, List<R> rows, Column<R> column, @Nullable Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            values[i] = column.of(rows.get(i));
        }
        statement.setArray(++place, connection.createArrayOf(type, values));
    }
}
