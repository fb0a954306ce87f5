package org.messageledger.log.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.sql.DataSource;
import org.messageledger.log.StorageException;

/** Hands the connection that came back last out again as it is; new ones without autocommit and serializable. */
final class OneConnectionPool extends ForwardingDataSource implements AutoCloseable {

    private final Deque<Connection> idle = new ArrayDeque<>();
    private final List<Connection> all = new ArrayList<>();

    OneConnectionPool(DataSource real) {
        super(real);
    }

    @Override
    public synchronized Connection getConnection() throws SQLException {
        Connection real = idle.poll();
        if (real == null) {
            real = super.getConnection();
            real.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            real.setAutoCommit(false);
            all.add(real);
        }
        Connection lent = real;
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        giveBack(lent);
                        return null;
                    }
                    try {
                        return method.invoke(lent, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private synchronized void giveBack(Connection connection) throws SQLException {
        if (!connection.isClosed()) {
            idle.push(connection);
        }
    }

    synchronized int handedOut() {
        return all.size();
    }

    /** Those that are still open. */
    synchronized List<Connection> all() {
        return List.copyOf(idle);
    }

    @Override
    public synchronized void close() {
        for (Connection connection : all) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new StorageException("a connection does not close", e);
            }
        }
    }
}
