package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
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
                        return commit(() -> method.invoke(connection, arguments));
                    }
                    Object result = invoke(() -> method.invoke(connection, arguments));
                    return result instanceof PreparedStatement statement && BatchStatement.SQL.equals(arguments[0])
                            ? committing(statement)
                            : result;
                });
    }

    /** A statement whose execution is a commit. */
    private PreparedStatement committing(PreparedStatement statement) {
        return (PreparedStatement) Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {PreparedStatement.class},
                (proxy, method, arguments) -> method.getName().equals("executeQuery")
                        ? commit(() -> method.invoke(statement, arguments))
                        : invoke(() -> method.invoke(statement, arguments)));
    }

    private interface Call {
        @Nullable
        Object make() throws ReflectiveOperationException;
    }

    private static @Nullable Object invoke(Call call) throws Throwable {
        try {
            return call.make();
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private @Nullable Object commit(Call real) throws Throwable {
        CountDownLatch latch = held;
        if (latch != null) {
            reached.countDown();
            await(latch);
        }
        Boolean after = failAfterCommitting;
        failAfterCommitting = null;
        Object result = after == null || after ? invoke(real) : null;
        commits.incrementAndGet();
        if (after != null) {
            away = awayAfterCommit;
            throw new SQLTransientConnectionException("connection lost in commit", "08006");
        }
        return result;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
