package org.messageledger.log.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.messageledger.log.Batch;
import org.messageledger.log.CommitResult;
import org.messageledger.log.Conflicts;
import org.messageledger.log.Entry;
import org.messageledger.log.Head;
import org.messageledger.log.Log;
import org.messageledger.log.LogStore;
import org.messageledger.log.StorageException;
import org.messageledger.log.StoredHead;
import org.messageledger.tree.Hash;
import org.messageledger.tree.RightEdge;
import org.messageledger.tree.Tile;
import org.messageledger.tree.TreeHead;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log's tables on H2 or PostgreSQL; the schema is there already (migrations {@code db/core}). Two connections
 * are kept, one that commits and one that asks for the next batch meanwhile; readers take theirs from the data source.
 */
public final class JdbcLogStore implements LogStore {

    private static final String ENTRY = "select leaf_index, event_id, stream, sequence_number, entry from entries ";

    private static final Logger LOGGER = LoggerFactory.getLogger(JdbcLogStore.class);

    private final Readers readers;
    private final WriterConnection writer;
    private final WriterConnection asking;
    private final DatabaseClock clock = new DatabaseClock();

    /** Refuses a database that may lose commits. */
    public JdbcLogStore(DataSource dataSource) {
        this(dataSource, false);
    }

    /** With {@code unsafe}, for tests, takes a database that is not set up to keep what it commits. */
    JdbcLogStore(DataSource dataSource, boolean unsafe) {
        this.readers = new Readers(dataSource);
        this.writer = new WriterConnection(dataSource, unsafe);
        this.asking = WriterConnection.asking(dataSource);
    }

    @Override
    public StoredHead open() {
        long end = writer.run(JdbcLogStore::endOfEntries); // before the head, which may grow meanwhile
        StoredHead head = writer.run(JdbcLogStore::readHead);
        if (end > head.size()) {
            throw new StorageException(
                    "the database holds entries beyond the head: size=" + head.size() + " entriesEnd=" + end);
        }
        if (couldChangeEntries()) {
            LOGGER.warn("the service signs in to the database as a role that could change what is stored; have another"
                    + " role own the schema and migrate: set spring.flyway.user (docs/architecture.md)");
        }
        return head;
    }

    boolean couldChangeEntries() {
        Dialect dialect = writer.dialect();
        return writer.run(dialect::couldChangeEntries);
    }

    @Override
    public boolean shared() {
        return writer.dialect().shared();
    }

    @Override
    public StoredHead head() {
        return readers.ask(JdbcLogStore::readHead);
    }

    @Override
    public Instant now() {
        return clock.now(() -> asking.run(DatabaseClock::read));
    }

    @Override
    public CommitResult commit(StoredHead expected, Batch batch) {
        return writer.dialect().commit(writer, expected, batch);
    }

    @Override
    public StoredHead fence(Instant settled) {
        String sql = "update head set epoch = epoch + 1, recorded_at = greatest(recorded_at, ?)";
        return writer.fence(connection -> {
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                update.setLong(1, settled.toEpochMilli());
                update.executeUpdate();
            }
            return readHead(connection);
        });
    }

    private static long endOfEntries(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("select coalesce(max(leaf_index) + 1, 0) from entries");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static StoredHead readHead(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("select size, root, right_edge, recorded_at, epoch from head");
                ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                throw new StorageException("the head row is missing");
            }
            TreeHead tree = new TreeHead(row.getLong(1), Hash.of(row.getBytes(2)));
            return new StoredHead(
                    tree,
                    RightEdge.fromBytes(tree.size(), row.getBytes(3)),
                    Instant.ofEpochMilli(row.getLong(4)),
                    row.getLong(5));
        } catch (IllegalArgumentException e) {
            throw new StorageException("the head row is damaged", e);
        }
    }

    @Override
    public Map<String, Long> lastSequenceNumbers(Collection<String> streams) {
        return asking.run(connection -> ConflictQueries.lastSequenceNumbers(connection, streams));
    }

    @Override
    public Conflicts conflicts(Collection<UUID> eventIds, Collection<String> streams) {
        return asking.run(connection -> ConflictQueries.conflicts(connection, eventIds, streams));
    }

    @Override
    public List<Entry> read(long leafIndex, int countMax, long sizeMax) {
        long end = endOfPage(leafIndex, Math.min(sizeMax, leafIndex + countMax));
        return entries(ENTRY + "where leaf_index >= ? and leaf_index < ? order by leaf_index", select -> {
            select.setLong(1, leafIndex);
            select.setLong(2, end);
        });
    }

    @Override
    public List<Entry> read(Collection<Long> leafIndexes, long sizeMax) {
        if (leafIndexes.isEmpty()) {
            return List.of();
        }
        // For "= any (?)" H2 would read all entries.
        String places = String.join(", ", Collections.nCopies(leafIndexes.size(), "?"));
        return entries(
                ENTRY + "where leaf_index in (" + places + ") and leaf_index < ? order by leaf_index", select -> {
                    int at = 1;
                    for (long leafIndex : leafIndexes) {
                        select.setLong(at++, leafIndex);
                    }
                    select.setLong(at, sizeMax);
                });
    }

    /** Lengths are asked for first: a driver reads a whole answer into memory before it hands out a row. */
    private long endOfPage(long first, long end) {
        if ((end - first) * Log.ENTRY_BYTES_MAX <= Log.PAGE_BYTES_MAX) {
            return end;
        }
        String sql = "select leaf_index, octet_length(entry) from entries where leaf_index >= ? and leaf_index < ?"
                + " order by leaf_index";
        return readers.ask(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setLong(1, first);
                select.setLong(2, end);
                try (ResultSet rows = select.executeQuery()) {
                    long next = first;
                    long bytes = 0;
                    while (bytes < Log.PAGE_BYTES_MAX && rows.next()) {
                        next = rows.getLong(1) + 1;
                        bytes += rows.getLong(2);
                    }
                    return next;
                }
            }
        });
    }

    @Override
    public List<Entry> readStream(String stream, long fromSequenceNumber, long sizeMax) {
        return entries(
                ENTRY + "where stream = ? and sequence_number >= ? and leaf_index < ? order by sequence_number",
                select -> {
                    select.setString(1, stream);
                    select.setLong(2, fromSequenceNumber);
                    select.setLong(3, sizeMax);
                });
    }

    @Override
    public Optional<Entry> find(UUID eventId) {
        return entries(ENTRY + "where event_id = ?", select -> select.setObject(1, eventId)).stream()
                .findFirst();
    }

    private interface Arguments {
        void set(PreparedStatement statement) throws SQLException;
    }

    private List<Entry> entries(String sql, Arguments arguments) {
        return readers.ask(connection -> {
            List<Entry> entries = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                arguments.set(select);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        entries.add(entry(rows));
                    }
                }
            }
            return entries;
        });
    }

    private static Entry entry(ResultSet row) throws SQLException {
        UUID eventId = row.getObject(2, UUID.class);
        @Nullable String stream = row.getString(3);
        return new Entry(
                row.getLong(1), eventId, stream == null ? eventId.toString() : stream, row.getLong(4), row.getBytes(5));
    }

    @Override
    public Optional<Head> batchOf(long leafIndex) {
        String sql =
                "select size, root, recorded_at from batches where first_leaf <= ? order by first_leaf desc limit 1";
        return readers.ask(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setLong(1, leafIndex);
                try (ResultSet row = select.executeQuery()) {
                    return row.next()
                            ? Optional.of(new Head(
                                    new TreeHead(row.getLong(1), Hash.of(row.getBytes(2))),
                                    Instant.ofEpochMilli(row.getLong(3))))
                            : Optional.empty();
                }
            }
        });
    }

    @Override
    public Optional<Tile> tile(int level, long index) {
        String sql = "select hashes from tiles where tile_level = ? and tile_index = ?";
        return readers.ask(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setInt(1, level);
                select.setLong(2, index);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(new Tile(level, index, row.getBytes(1))) : Optional.empty();
                }
            }
        });
    }

    @Override
    public void close() {
        writer.close();
        asking.close();
    }

    /** The database that the data source leads to. */
    public static Dialect dialect(DataSource dataSource) {
        return new Readers(dataSource).ask(Dialect::of);
    }

    /** The role that the data source signs in as: what the service's migrations have to grant to. */
    public static String role(DataSource dataSource) {
        return new Readers(dataSource)
                .ask(connection -> connection.getMetaData().getUserName());
    }
}
