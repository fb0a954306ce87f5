package org.messageledger.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The projection and memory that is scarce. */
class H2MemoryTest {

    @TempDir
    private Path home;

    // In a thread of its own: a projection that has died so never closes.
    @Test
    @Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void anErrorOfTheMachineStopsItNoMoreThanAnExceptionDoes() {
        DataSource view = Databases.h2();
        AtomicInteger errors = new AtomicInteger();
        DataSource scarce = (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    Object result = method.invoke(view, arguments);
                    return result instanceof Connection connection ? failing(connection, errors) : result;
                });
        try (RunningLedger ledger = new RunningLedger(Databases.h2(), home);
                FactProjection projection = ledger.projection(scarce, 10)) {
            projection.start();
            ledger.record(new Clinic(5), 50);

            ledger.awaitCaughtUp(projection);
            assertThat(errors).hasValueGreaterThanOrEqualTo(3);
        }
    }

    /** There is no memory for the first three statements that would store facts. */
    private static Connection failing(Connection connection, AtomicInteger errors) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")
                            && ((String) arguments[0]).startsWith("insert into facts")
                            && errors.getAndIncrement() < 3) {
                        throw new OutOfMemoryError("for the test");
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
