package org.messageledger.log.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.messageledger.log.CommitResult;
import org.messageledger.log.StorageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one connection that writes, opened when it is needed and again after it has failed. */
final class WriterConnection implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(WriterConnection.class);

    /** SQL state classes: a unique key is taken (23505); a value does not fit (22…); another rule forbids it (23…). */
    private static final String NOT_UNIQUE = "23505";

    private final DataSource dataSource;
    private final boolean unsafe;
    private @Nullable Connection connection;
    private @Nullable Dialect dialect;

    WriterConnection(DataSource dataSource, boolean unsafe) {
        this.dataSource = dataSource;
        this.unsafe = unsafe;
    }

    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    synchronized Dialect dialect() {
        Dialect known = dialect;
        if (known == null) {
            known = run(Dialect::of);
            dialect = known;
        }
        return known;
    }

    /** One statement, which commits by itself. */
    synchronized <T> T run(Work<T> work) {
        try {
            return work.run(open());
        } catch (SQLException e) {
            abandon();
            throw new StorageException("the database does not answer", e);
        }
    }

    /** {@code work} answers false when the head has moved. */
    synchronized CommitResult commit(Work<Boolean> work) {
        Connection open;
        try {
            open = open();
            open.setAutoCommit(false);
        } catch (SQLException | StorageException e) {
            abandon();
            return new CommitResult(CommitResult.Kind.NOT_WRITTEN, e);
        }
        try {
            if (!work.run(open)) {
                open.rollback();
                open.setAutoCommit(true);
                return CommitResult.HEAD_MOVED;
            }
        } catch (SQLException e) {
            rollback(open);
            return new CommitResult(kind(e), e);
        }
        try {
            open.commit();
            open.setAutoCommit(true);
            dialect().sync(open);
            return CommitResult.COMMITTED;
        } catch (SQLException | StorageException e) {
            abandon();
            return new CommitResult(CommitResult.Kind.UNKNOWN, e);
        }
    }

    /** On a connection of its own: the old one may still have a commit in flight. */
    synchronized <T> T fence(Work<T> work) {
        abandon();
        try {
            Connection fresh = open();
            fresh.setAutoCommit(false);
            T result = work.run(fresh);
            fresh.commit();
            fresh.setAutoCommit(true);
            dialect().sync(fresh);
            return result;
        } catch (SQLException e) {
            abandon();
            throw new StorageException("the database does not answer", e);
        }
    }

    private static CommitResult.Kind kind(SQLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String state = cause instanceof SQLException sql ? sql.getSQLState() : null;
            if (NOT_UNIQUE.equals(state)) {
                return CommitResult.Kind.NOT_UNIQUE;
            }
            if (state != null && (state.startsWith("22") || state.startsWith("23"))) {
                return CommitResult.Kind.UNSTORABLE;
            }
        }
        return CommitResult.Kind.NOT_WRITTEN;
    }

    private Connection open() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = dataSource.getConnection();
            try {
                Dialect.of(open).keepWhatIsCommitted(open, unsafe);
            } catch (SQLException | StorageException e) {
                closeQuietly(open);
                throw e;
            }
            connection = open;
        }
        return open;
    }

    /** Without a commit asked for, a transaction that cannot even be rolled back is gone with its connection. */
    private void rollback(Connection open) {
        try {
            open.rollback();
            open.setAutoCommit(true);
        } catch (SQLException e) {
            abandon();
        }
    }

    private void abandon() {
        Connection old = connection;
        connection = null;
        if (old != null) {
            closeQuietly(old);
        }
    }

    private static void closeQuietly(Connection old) {
        try {
            old.close();
        } catch (SQLException e) {
            LOGGER.debug("a failed connection did not close", e);
        }
    }

    @Override
    public synchronized void close() {
        abandon();
    }
}
