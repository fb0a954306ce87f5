package org.messageledger.log.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.messageledger.log.KeyRow;
import org.messageledger.log.StorageException;
import org.messageledger.log.StoredRows;

/** The rows of the log's tables, each question one statement, along the tables' keys. */
public final class JdbcStoredRows implements StoredRows {

    private static final String EXTENT = """
            select size, root, right_edge, recorded_at, epoch,
              (select count(*) from head),
              (select coalesce(max(leaf_index), -1) + 1 from entries),
              (select coalesce(max(first_leaf), -1) + 1 from batches),
              (select coalesce(max(size), -1) + 1 from checkpoints),
              (select count(*) from tiles),
              (select count(*) from data_keys)
                - (select count(*) from data_keys where kind <> 'CONTENT' and kind in ('RECORD', 'FOUNDING')),
              current_timestamp
            from head order by id fetch first row only
            """;

    private static final String WITHOUT_PREDECESSOR = """
            select e.leaf_index from entries e
              left join entries earlier
                on earlier.stream = e.stream
                and earlier.sequence_number = case when e.sequence_number > 0 then e.sequence_number - 1 end
            where e.leaf_index >= ? and e.leaf_index < ? and e.stream is not null and e.sequence_number > 0
              and (earlier.leaf_index is null or earlier.leaf_index >= e.leaf_index)
            order by e.leaf_index
            """;

    private static final String KEY = "select key_id, kind, subject, wrapped from data_keys ";

    private final Readers readers;

    public JdbcStoredRows(DataSource dataSource) {
        this.readers = new Readers(dataSource);
    }

    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private interface Arguments {
        void set(PreparedStatement statement) throws SQLException;
    }

    private <T> List<T> rows(String sql, Arguments arguments, Row<T> read) {
        return readers.ask(connection -> {
            List<T> all = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                arguments.set(select);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        all.add(read.of(rows));
                    }
                }
            }
            return all;
        });
    }

    private <T> List<T> page(String sql, long first, long end, int countMax, Row<T> read) {
        return rows(
                sql,
                select -> {
                    select.setLong(1, first);
                    select.setLong(2, end);
                    select.setInt(3, countMax);
                },
                read);
    }

    @Override
    public Extent extent() {
        return rows(EXTENT, select -> {}, JdbcStoredRows::extent).stream()
                .findFirst()
                .orElseThrow(() -> new StorageException("the head row is missing"));
    }

    private static Extent extent(ResultSet row) throws SQLException {
        return new Extent(
                new HeadRow(row.getLong(1), row.getBytes(2), row.getBytes(3), row.getLong(4), row.getLong(5)),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                row.getObject(12, OffsetDateTime.class).toInstant());
    }

    @Override
    public List<EntryRow> entries(long leafIndex, long end, int countMax) {
        String sql = "select leaf_index, event_id, stream, sequence_number, entry from entries"
                + " where leaf_index >= ? and leaf_index < ? order by leaf_index limit ?";
        return page(
                sql,
                leafIndex,
                end,
                countMax,
                row -> new EntryRow(
                        row.getLong(1),
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        row.getLong(4),
                        row.getBytes(5)));
    }

    @Override
    public List<BatchRow> batches(long firstLeaf, long end, int countMax) {
        String sql = "select first_leaf, size, root, recorded_at from batches"
                + " where first_leaf >= ? and first_leaf < ? order by first_leaf limit ?";
        return page(
                sql,
                firstLeaf,
                end,
                countMax,
                row -> new BatchRow(row.getLong(1), row.getLong(2), row.getBytes(3), row.getLong(4)));
    }

    @Override
    public List<CheckpointRow> checkpoints(long size, long end, int countMax) {
        String sql = "select size, note from checkpoints where size >= ? and size < ? order by size limit ?";
        return page(sql, size, end, countMax, row -> new CheckpointRow(row.getLong(1), row.getBytes(2)));
    }

    @Override
    public Optional<byte[]> tile(int level, long index) {
        String sql = "select hashes from tiles where tile_level = ? and tile_index = ?";
        return rows(
                        sql,
                        select -> {
                            select.setInt(1, level);
                            select.setLong(2, index);
                        },
                        row -> row.getBytes(1))
                .stream()
                .findFirst();
    }

    @Override
    public List<KeyRow> keys(Collection<UUID> keyIds) {
        return keyRows(KEY + "where key_id = any (?)", "uuid", keyIds);
    }

    @Override
    public List<KeyRow> keysOfKinds(Collection<String> kinds) {
        return keyRows(KEY + "where kind <> 'CONTENT' and kind = any (?)", "varchar", kinds);
    }

    private List<KeyRow> keyRows(String sql, String type, Collection<?> values) {
        return rows(
                sql,
                select -> select.setArray(1, select.getConnection().createArrayOf(type, values.toArray())),
                row -> new KeyRow(row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getBytes(4)));
    }

    @Override
    public List<Long> withoutPredecessor(long first, long end) {
        return rows(
                WITHOUT_PREDECESSOR,
                select -> {
                    select.setLong(1, first);
                    select.setLong(2, end);
                },
                row -> row.getLong(1));
    }
}
