package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.log.Append;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.CommitResult;
import org.messageledger.log.Drafts;
import org.messageledger.log.GroupCommitLog;
import org.messageledger.log.Log;
import org.messageledger.log.LogSettings;
import org.messageledger.log.LogStore;
import org.messageledger.log.StorageException;

class UncertainEventTest {

    @TempDir
    private Path home;

    /** While the database does not say what became of a commit. */
    private final AtomicBoolean away = new AtomicBoolean(true);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isNotSaidToBeMissingBeforeThatIsCertain(boolean landed) {
        HikariDataSource pool = Pools.open("jdbc:h2:file:" + home.resolve("ledger"), "sa");
        LogStore store = new JdbcLogStore(Migrations.migrated(pool));
        UUID event = Drafts.id();
        try (Log log = new GroupCommitLog(forgetful(store, landed), impatient())) {
            assertThat(log.append(new Append(List.of(Drafts.alone(event)), List.of(), List.of()))
                            .join())
                    .isInstanceOf(AppendOutcome.Unknown.class);

            assertThatThrownBy(() -> log.find(event))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("not known yet");
            assertThat(log.find(Drafts.id())).isEmpty();

            away.set(false);
            await().atMost(Duration.ofSeconds(10)).until(() -> log.status().appending());
            assertThat(log.find(event).isPresent()).isEqualTo(landed);
        } finally {
            pool.close();
        }
    }

    private static LogSettings impatient() {
        LogSettings defaults = LogSettings.defaults();
        return new LogSettings(
                defaults.queueAppendsMax(),
                defaults.queueBytesMax(),
                defaults.batchEntriesMax(),
                defaults.batchBytesMax(),
                defaults.streamsKnownMax(),
                Duration.ofMillis(200),
                defaults.headAheadMax(),
                defaults.headPollInterval(),
                defaults.retryAfter());
    }

    private LogStore forgetful(LogStore store, boolean landed) {
        return (LogStore) Proxy.newProxyInstance(
                LogStore.class.getClassLoader(), new Class<?>[] {LogStore.class}, (proxy, method, arguments) -> {
                    if (away.get() && method.getName().equals("fence")) {
                        throw new StorageException("away");
                    }
                    boolean lost = away.get() && method.getName().equals("commit");
                    if (lost && !landed) {
                        return new CommitResult(CommitResult.Kind.UNKNOWN, null);
                    }
                    try {
                        Object result = method.invoke(store, arguments);
                        return lost ? new CommitResult(CommitResult.Kind.UNKNOWN, null) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
