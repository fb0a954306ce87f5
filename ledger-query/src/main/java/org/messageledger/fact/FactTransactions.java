package org.messageledger.fact;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Axon's transactions as plain JDBC: one connection for the thread, from start to commit or rollback. */
final class FactTransactions implements TransactionManager {

    private static final Logger LOG = LoggerFactory.getLogger(FactTransactions.class);

    private final DataSource dataSource;
    private final String start;

    @SuppressWarnings("ThreadLocalUsage") // one for each database
    private final ThreadLocal<@Nullable Connection> current = new ThreadLocal<>();

    /**
     * @param idleMax where other processes use the database, it ends a transaction that has stood still for this long: what
     *     a suspended process has locked would keep every other one waiting. Zero: it never does
     */
    FactTransactions(DataSource dataSource, Duration idleMax) {
        this.dataSource = dataSource;
        boolean bounded = !idleMax.isZero() && isPostgres(dataSource);
        this.start = bounded ? "set local idle_in_transaction_session_timeout = " + idleMax.toMillis() : "";
    }

    private static boolean isPostgres(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return isPostgres(connection);
        } catch (SQLException e) {
            throw new FactStorageException("the database does not answer", e);
        }
    }

    static boolean isPostgres(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
    }

    /** The connection of this thread's transaction. @throws IllegalStateException when there is none */
    Connection connection() {
        Connection connection = current.get();
        if (connection == null) {
            throw new IllegalStateException("not in a transaction");
        }
        return connection;
    }

    /** Does the work in a transaction of its own. */
    <T> T within(FactReader.Work<T> work) {
        return fetchInTransaction(() -> {
            try {
                return work.on(connection());
            } catch (SQLException e) {
                throw new FactStorageException("the database refuses", e);
            }
        });
    }

    /** How many rows that was. */
    static int update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        }
    }

    @Override
    public Transaction startTransaction() {
        if (current.get() != null) {
            throw new IllegalStateException("already in a transaction");
        }
        try {
            Connection connection = dataSource.getConnection();
            current.set(connection);
            connection.setAutoCommit(false);
            if (!start.isEmpty()) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(start);
                }
            }
        } catch (SQLException e) {
            close();
            throw new FactStorageException("no transaction", e);
        }
        return new Transaction() {
            @Override
            public void commit() {
                FactTransactions.this.commit();
            }

            @Override
            public void rollback() {
                FactTransactions.this.rollback();
            }
        };
    }

    private void commit() {
        try {
            connection().commit();
        } catch (SQLException e) {
            rollback();
            throw new FactStorageException("not committed", e);
        }
        close();
    }

    /** Also called after a failed commit, when there is nothing left to roll back. */
    private void rollback() {
        Connection connection = current.get();
        if (connection != null) {
            try {
                connection.rollback();
            } catch (SQLException e) {
                LOG.warn("rollback failed; closing the connection discards the transaction", e);
            } finally {
                close();
            }
        }
    }

    private void close() {
        try (Connection connection = current.get()) {
            if (connection != null) {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            LOG.warn("connection cannot be closed", e);
        } finally {
            current.remove();
        }
    }
}
