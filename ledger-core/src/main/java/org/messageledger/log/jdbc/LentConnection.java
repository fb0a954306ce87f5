package org.messageledger.log.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.messageledger.log.StorageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection of the data source, set up for the log whatever state it is handed out in, and given back in that state.
 * Each statement commits by itself until the holder says otherwise, and no answer is awaited for ever.
 */
final class LentConnection implements AutoCloseable {

    /** More than any question of the log takes. */
    private static final Duration READER_PATIENCE = Duration.ofSeconds(30);

    /** Longer than the database lets it wait for a lock. */
    private static final Duration WRITER_PATIENCE = Duration.ofSeconds(4);

    private static final Logger LOGGER = LoggerFactory.getLogger(LentConnection.class);

    private final Connection connection;
    private final boolean autoCommit;
    private final int networkTimeoutMillis;
    private final Map<String, String> settings = new HashMap<>();
    private int isolation = Connection.TRANSACTION_NONE;

    private LentConnection(Connection connection, Duration patience) throws SQLException {
        this.connection = connection;
        this.networkTimeoutMillis = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, (int) patience.toMillis());
        this.autoCommit = connection.getAutoCommit();
        if (!autoCommit) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** For questions of one statement each: alone in its transaction, that sees all that was committed before it. */
    static LentConnection forReading(DataSource dataSource) throws SQLException {
        return lend(dataSource, READER_PATIENCE);
    }

    /**
     * For appending: commits survive, and other sessions can hold it up, and it them, for a few seconds only.
     *
     * @param unsafe tests only: take a database that may lose commits
     */
    static LentConnection forWriting(DataSource dataSource, boolean unsafe) throws SQLException {
        LentConnection lent = forAsking(dataSource);
        try {
            Dialect.of(lent.connection).keepWhatIsCommitted(lent.connection, unsafe);
            return lent;
        } catch (SQLException | RuntimeException e) {
            lent.close();
            throw e;
        }
    }

    /**
     * For what the writer asks, also while it commits: with its bounds. It never syncs: on H2 it might take the one failure
     * that a commit beside it has to hear of.
     */
    static LentConnection forAsking(DataSource dataSource) throws SQLException {
        LentConnection lent = lend(dataSource, WRITER_PATIENCE);
        try {
            lent.isolate();
            for (Map.Entry<String, String> setting :
                    Dialect.of(lent.connection).writerSettings().entrySet()) {
                lent.settings.put(setting.getKey(), lent.set(setting.getKey(), setting.getValue()));
            }
            return lent;
        } catch (SQLException | RuntimeException e) {
            lent.close();
            throw e;
        }
    }

    private static LentConnection lend(DataSource dataSource, Duration patience) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            return new LentConnection(connection, patience);
        } catch (SQLException | RuntimeException e) {
            abort(connection);
            giveBack(connection);
            throw e;
        }
    }

    private void isolate() throws SQLException {
        int found = connection.getTransactionIsolation();
        if (found != Connection.TRANSACTION_READ_COMMITTED) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            isolation = found;
        }
    }

    /** What it was before. */
    private String set(String setting, String value) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select current_setting(?), set_config(?, ?, false)")) {
            select.setString(1, setting);
            select.setString(2, setting);
            select.setString(3, value);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new StorageException("the database has no such setting: setting=" + setting);
                }
                return row.getString(1);
            }
        }
    }

    Connection get() {
        return connection;
    }

    /** Rolls back what is open, and gives the connection back as it was; one that cannot be is of no use to anybody. */
    @Override
    public void close() {
        try {
            if (!connection.isClosed()) {
                restore();
            }
        } catch (SQLException e) {
            LOGGER.debug("a connection cannot be given back as it was", e);
            abort(connection);
        }
        giveBack(connection);
    }

    /** Gives up a connection on which something may be under way that must not be waited for. */
    void abandon() {
        abort(connection);
        close();
    }

    private void restore() throws SQLException {
        // Turning autocommit on would commit what is open.
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            set(setting.getKey(), setting.getValue());
        }
        if (isolation != Connection.TRANSACTION_NONE) {
            connection.setTransactionIsolation(isolation);
        }
        connection.setAutoCommit(autoCommit);
        connection.setNetworkTimeout(Runnable::run, networkTimeoutMillis);
    }

    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            LOGGER.debug("a failed connection does not end", e);
        }
    }

    private static void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOGGER.debug("a failed connection does not close", e);
        }
    }
}
