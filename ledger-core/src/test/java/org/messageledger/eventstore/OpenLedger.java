package org.messageledger.eventstore;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.messageledger.log.GroupCommitLog;
import org.messageledger.log.Log;
import org.messageledger.log.LogSettings;
import org.messageledger.log.LogStore;
import org.messageledger.log.jdbc.EmbeddedDatabase;
import org.messageledger.log.jdbc.JdbcKeyStore;
import org.messageledger.log.jdbc.JdbcLogStore;
import org.messageledger.log.jdbc.Migrations;
import org.messageledger.log.jdbc.Pools;
import org.messageledger.message.DecisionRules;
import org.messageledger.wire.EntryReader;

/** A ledger on an H2 file or another database, as the program opens it. */
final class OpenLedger implements AutoCloseable {

    private static final int STATES_MAX = 1_000;
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final HikariDataSource pool;
    final Log log;
    final Ledger ledger;
    final Identity identity;

    private OpenLedger(
            HikariDataSource pool,
            Path home,
            @Nullable String origin,
            Clock clock,
            UnaryOperator<Log> wrapping,
            int statesMax,
            Duration deadline) {
        this(pool, home, origin, clock, storage -> storage, wrapping, statesMax, deadline, LogSettings.defaults());
    }

    private OpenLedger(
            HikariDataSource pool,
            Path home,
            @Nullable String origin,
            Clock clock,
            UnaryOperator<LogStore> storage,
            UnaryOperator<Log> wrapping,
            int statesMax,
            Duration deadline,
            LogSettings settings) {
        this.pool = pool;
        Migrations.migrated(pool);
        SecureRandom random = new SecureRandom();
        log = wrapping.apply(new GroupCommitLog(storage.apply(new JdbcLogStore(pool)), settings));
        try {
            identity = Identity.open(log, new JdbcKeyStore(pool), home.resolve("keys"), origin, clock, random);
            ledger = new Ledger(log, identity, DecisionRules.defaults(), clock, random, statesMax, deadline);
        } catch (RuntimeException e) {
            log.close();
            pool.close();
            throw e;
        }
    }

    static OpenLedger at(Path home) {
        return at(home, Clock.systemUTC());
    }

    static OpenLedger at(Path home, String origin) {
        return new OpenLedger(h2(home), home, origin, Clock.systemUTC(), log -> log, STATES_MAX, DEADLINE);
    }

    static OpenLedger at(Path home, Clock clock) {
        return at(home, clock, DEADLINE);
    }

    static OpenLedger at(Path home, Clock clock, Duration deadline) {
        return new OpenLedger(h2(home), home, null, clock, log -> log, STATES_MAX, deadline);
    }

    static OpenLedger at(Path home, UnaryOperator<Log> wrapping) {
        return at(home, wrapping, STATES_MAX);
    }

    static OpenLedger at(Path home, UnaryOperator<Log> wrapping, Duration deadline) {
        return new OpenLedger(h2(home), home, null, Clock.systemUTC(), wrapping, STATES_MAX, deadline);
    }

    static OpenLedger at(Path home, UnaryOperator<Log> wrapping, int statesMax) {
        return new OpenLedger(h2(home), home, null, Clock.systemUTC(), wrapping, statesMax, DEADLINE);
    }

    static OpenLedger on(HikariDataSource database, Path home, Clock clock, UnaryOperator<Log> wrapping) {
        return new OpenLedger(database, home, null, clock, wrapping, STATES_MAX, DEADLINE);
    }

    static OpenLedger on(HikariDataSource database, Path home, LogSettings settings) {
        return over(database, home, storage -> storage, settings);
    }

    static OpenLedger over(Path home, UnaryOperator<LogStore> storage, LogSettings settings) {
        return over(h2(home), home, storage, settings);
    }

    private static OpenLedger over(
            HikariDataSource database, Path home, UnaryOperator<LogStore> storage, LogSettings settings) {
        return new OpenLedger(
                database, home, null, Clock.systemUTC(), storage, log -> log, STATES_MAX, DEADLINE, settings);
    }

    private static HikariDataSource h2(Path home) {
        return Pools.open(EmbeddedDatabase.url(home), "sa");
    }

    /** What the leaf says. */
    Object payload(long leafIndex) {
        return new EntryReader().read(log.read(leafIndex, 1).get(0).bytes()).payload();
    }

    Answer record(Object command) {
        return record("portal", null, command);
    }

    Answer record(String emitter, @Nullable String key, Object command) {
        return record(emitter, key, command, command.toString());
    }

    Answer record(String emitter, @Nullable String key, Object command, String content) {
        return ledger.recorder()
                .record(new Submission(
                        command, emitter, key, content.getBytes(StandardCharsets.UTF_8), "request", null));
    }

    Receipt receipt(Object command) {
        return ((Answer.Recorded) record(command)).receipt();
    }

    @Override
    public void close() {
        ledger.close();
        log.close();
        pool.close();
    }
}
