package org.messageledger.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.messageledger.access.ReadMessage;
import org.messageledger.eventstore.Answer;
import org.messageledger.eventstore.Identity;
import org.messageledger.eventstore.Ledger;
import org.messageledger.eventstore.Receipt;
import org.messageledger.eventstore.Submission;
import org.messageledger.log.GroupCommitLog;
import org.messageledger.log.Log;
import org.messageledger.log.LogSettings;
import org.messageledger.log.jdbc.Dialect;
import org.messageledger.log.jdbc.JdbcKeyStore;
import org.messageledger.log.jdbc.JdbcLogStore;
import org.messageledger.message.DecisionRules;
import org.messageledger.message.SendMessage;

/** Our ledger as the program opens it, with the program's defaults. */
final class OurLedger implements Contender {

    /** Defaults of {@code LedgerProperties}. */
    private static final int STATES_MAX = 20_000;

    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int CONNECTIONS = 16;

    final HikariDataSource pool;
    final Log log;
    final Identity identity;
    final Ledger ledger;
    private final SecureRandom random = new SecureRandom();

    /** @param home where its key files lie */
    OurLedger(Database database, Path home) {
        pool = database.pool(CONNECTIONS);
        migrate(pool);
        log = new GroupCommitLog(new JdbcLogStore(pool), LogSettings.defaults());
        Clock clock = Clock.systemUTC();
        identity = Identity.open(log, new JdbcKeyStore(pool), home.resolve("keys"), null, clock, random);
        ledger = new Ledger(log, identity, DecisionRules.defaults(), clock, random, STATES_MAX, DEADLINE);
    }

    /** As {@code StorageConfiguration} does. */
    static void migrate(HikariDataSource pool) {
        Dialect dialect = JdbcLogStore.dialect(pool);
        List<String> locations = new ArrayList<>(List.of(dialect.migrations()));
        locations.add("classpath:db/query");
        Flyway.configure()
                .dataSource(pool)
                .locations(locations.toArray(String[]::new))
                .placeholders(dialect.placeholders(JdbcLogStore.role(pool)))
                .load()
                .migrate();
    }

    @Override
    public void send(SendMessage command) {
        Receipt unused = sent(command);
    }

    Receipt sent(SendMessage command) {
        return record(command, command.messageId().value(), null);
    }

    /** As an emitter that gives each command a key. */
    void sendOnce(SendMessage command) {
        Receipt unused =
                record(command, command.messageId().value(), command.messageId().value());
    }

    @Override
    public void read(ReadMessage command) {
        Receipt unused = record(command, command.messageId().value(), null);
    }

    /** As an emitter that gives each command a key. */
    void readOnce(ReadMessage command, String key) {
        Receipt unused = record(command, command.messageId().value(), key);
    }

    private Receipt record(Object command, String content, @Nullable String key) {
        Submission submission = new Submission(
                command, "portal", key, content.getBytes(StandardCharsets.UTF_8), "0123456789abcdef", null);
        Answer answer = ledger.recorder().record(submission);
        if (answer instanceof Answer.Recorded recorded) {
            return recorded.receipt();
        }
        throw new IllegalStateException("not recorded: answer=" + answer);
    }

    /** In the mean of the newest. */
    double entryBytes() {
        return log.read(Math.max(0, log.head().size() - 100), 100).stream()
                .mapToInt(entry -> entry.bytes().length)
                .average()
                .orElse(0);
    }

    @Override
    public void close() {
        ledger.close();
        log.close();
        pool.close();
    }
}
