package org.messageledger.log.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.messageledger.log.Batch;
import org.messageledger.log.KeyRow;
import org.messageledger.log.StoredHead;
import org.messageledger.tree.Tile;

/**
 * One append transaction in one statement, which commits by itself: one round trip, and no lock is ever held by a process
 * that has stalled in the middle. PostgreSQL runs all parts of it whether or not they are read (manual, section 7.8.4).
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
              select ?::bigint + row.place - 1, row.event_id, row.stream, row.sequence_number, row.entry
              from moved, unnest(?::uuid[], ?::varchar[], ?::bigint[], ?::bytea[]) with ordinality
                as row (event_id, stream, sequence_number, entry, place)),
            stored_keys as (
              insert into data_keys (key_id, kind, subject, wrapped)
              select row.key_id, row.kind, row.subject, row.wrapped
              from moved, unnest(?::uuid[], ?::varchar[], ?::varchar[], ?::bytea[])
                as row (key_id, kind, subject, wrapped)),
            stored_tiles as (
              insert into tiles (tile_level, tile_index, hashes)
              select row.tile_level, row.tile_index, row.hashes
              from moved, unnest(?::smallint[], ?::bigint[], ?::bytea[]) as row (tile_level, tile_index, hashes))
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

        set(batch.firstLeafIndex());
        List<Batch.Row> rows = batch.rows();
        set("uuid", rows, row -> row.entry().eventId());
        set("varchar", rows, row -> row.alone() ? null : row.entry().stream());
        set("int8", rows, row -> row.entry().sequenceNumber());
        setBytes(rows, row -> row.entry().bytes());

        List<KeyRow> keys = batch.keys();
        set("uuid", keys, KeyRow::keyId);
        set("varchar", keys, KeyRow::kind);
        set("varchar", keys, KeyRow::subject);
        setBytes(keys, KeyRow::wrapped);

        List<Tile> tiles = batch.tiles();
        set("int2", tiles, tile -> (short) tile.level());
        set("int8", tiles, Tile::index);
        setBytes(tiles, Tile::hashes);
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

    private <R> void set(String type, List<R> rows, Column<R> column) throws SQLException {
        @Nullable Object[] values = new @Nullable Object[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.of(rows.get(i));
        }
        statement.setArray(++place, connection.createArrayOf(type, values));
    }

    /** An array of this very type the driver sends as it is, not as text. */
    private <R> void setBytes(List<R> rows, Function<R, byte[]> column) throws SQLException {
        byte[][] values = new byte[rows.size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(rows.get(i));
        }
        statement.setArray(++place, connection.createArrayOf("bytea", values));
    }
}
