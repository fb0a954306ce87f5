package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A database whose commits can be held up, fail before or after they are done, and which can be away. */
final class FaultyDataSource extends ForwardingDataSource {

    private final AtomicInteger commits = new AtomicInteger();
    private volatile boolean away;
    private volatile boolean awayAfterCommit;
    private volatile @Nullable Boolean failAfterCommitting;
    private volatile @Nullable CountDownLatch held;
    private volatile CountDownLatch reached = new CountDownLatch(1);

    FaultyDataSource(DataSource real) {
        super(real);
    }

    int commits() {
        return commits.get();
    }

    void failNextCommit(boolean afterCommitting) {
        failAfterCommitting = afterCommitting;
    }

    void goAwayAfterCommit() {
        awayAfterCommit = true;
    }

    void comeBack() {
        away = false;
        awayAfterCommit = false;
    }

    void hold() {
        reached = new CountDownLatch(1);
        held = new CountDownLatch(1);
    }

    void awaitHeld() {
        try {
            assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void release() {
        CountDownLatch latch = held;
        held = null;
        if (latch != null) {
            latch.countDown();
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (away) {
            throw new SQLTransientConnectionException("away", "08001");
        }
        Connection connection = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("commit")) {
                        commit(connection);
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void commit(Connection connection) throws SQLException {
        CountDownLatch latch = held;
        if (latch != null) {
            reached.countDown();
            await(latch);
        }
        commits.incrementAndGet();
        Boolean after = failAfterCommitting;
        failAfterCommitting = null;
        if (after == null || after) {
            connection.commit();
        }
        if (after != null) {
            away = awayAfterCommit;
            throw new SQLTransientConnectionException("connection lost in commit", "08006");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
