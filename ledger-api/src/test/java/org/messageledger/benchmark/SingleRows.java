package org.messageledger.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** What a plain table takes: each caller inserts and commits one entry, without a key, in one round trip. */
final class SingleRows implements AutoCloseable {

    private static final String INSERT =
            "insert into entries (leaf_index, event_id, stream, sequence_number, entry) values (?, ?, ?, ?, ?)";

    private final HikariDataSource pool;
    private final List<Rows.EntryRow> rows;
    private final AtomicInteger next = new AtomicInteger();

    SingleRows(Database database, int connections, List<Rows.EntryRow> rows) {
        this.pool = database.pool(connections);
        this.rows = rows;
    }

    /** After the last one they come again under other keys. */
    private Rows.EntryRow next() {
        int number = next.getAndIncrement();
        Rows.EntryRow row = rows.get(number % rows.size());
        int lap = number / rows.size();
        if (lap == 0) {
            return row;
        }
        UUID id = row.eventId();
        return new Rows.EntryRow(
                row.leafIndex() + (long) lap * rows.size(),
                new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() ^ lap),
                row.stream() == null ? null : row.stream() + "~" + lap,
                row.sequenceNumber(),
                row.entry());
    }

    void insert() throws SQLException {
        Rows.EntryRow row = next();
        try (Connection connection = pool.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setLong(1, row.leafIndex());
            insert.setObject(2, row.eventId());
            insert.setString(3, row.stream());
            insert.setLong(4, row.sequenceNumber());
            insert.setBytes(5, row.entry());
            insert.executeUpdate();
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
