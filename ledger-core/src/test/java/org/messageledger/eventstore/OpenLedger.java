package org.messageledger.eventstore;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.messageledger.log.GroupCommitLog;
import org.messageledger.log.Log;
import org.messageledger.log.LogSettings;
import org.messageledger.log.jdbc.Dialect;
import org.messageledger.log.jdbc.JdbcKeyStore;
import org.messageledger.log.jdbc.JdbcLogStore;
import org.messageledger.message.DecisionRules;

/** A ledger on an H2 file, as the program opens it. */
final class OpenLedger implements AutoCloseable {

    private final JdbcConnectionPool pool;
    final Log log;
    final Ledger ledger;
    final Identity identity;

    private OpenLedger(Path home, @Nullable String origin, Clock clock) {
        pool = pool(home);
        SecureRandom random = new SecureRandom();
        log = new GroupCommitLog(new JdbcLogStore(pool), LogSettings.defaults());
        try {
            identity = Identity.open(log, new JdbcKeyStore(pool), home.resolve("keys"), origin, clock, random);
            ledger = new Ledger(log, identity, DecisionRules.defaults(), clock, random, 1_000, Duration.ofSeconds(10));
        } catch (RuntimeException e) {
            log.close();
            pool.dispose();
            throw e;
        }
    }

    static OpenLedger at(Path home) {
        return new OpenLedger(home, null, Clock.systemUTC());
    }

    static OpenLedger at(Path home, String origin) {
        return new OpenLedger(home, origin, Clock.systemUTC());
    }

    static OpenLedger at(Path home, Clock clock) {
        return new OpenLedger(home, null, clock);
    }

    private static JdbcConnectionPool pool(Path home) {
        JdbcConnectionPool pool = JdbcConnectionPool.create(
                "jdbc:h2:file:" + home.resolve("ledger").toAbsolutePath() + ";WRITE_DELAY=0", "sa", "");
        Dialect dialect = JdbcLogStore.dialect(pool);
        Flyway.configure()
                .dataSource(pool)
                .locations(dialect.migrations())
                .placeholders(dialect.placeholders())
                .load()
                .migrate();
        return pool;
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
        pool.dispose();
    }
}
