package org.messageledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.messageledger.checkpoint.CheckpointSigner;
import org.messageledger.checkpoint.KeptNote;
import org.messageledger.checkpoint.UnsignedException;
import org.messageledger.eventstore.Identity;
import org.messageledger.eventstore.Ledger;
import org.messageledger.eventstore.LedgerHistory;
import org.messageledger.eventstore.Submission;
import org.messageledger.fact.Clinic;
import org.messageledger.fact.Commands;
import org.messageledger.fact.FactProjection;
import org.messageledger.fact.LogHistory;
import org.messageledger.log.AcknowledgedHead;
import org.messageledger.log.GroupCommitLog;
import org.messageledger.log.Log;
import org.messageledger.log.LogSettings;
import org.messageledger.log.jdbc.Dialect;
import org.messageledger.log.jdbc.JdbcCheckpointStore;
import org.messageledger.log.jdbc.JdbcKeyStore;
import org.messageledger.log.jdbc.JdbcLogStore;
import org.messageledger.log.jdbc.JdbcStoredRows;
import org.messageledger.message.Command;
import org.messageledger.message.DecisionRules;

/** A ledger with its home, as a process has it, on a database that its owner may do anything to. */
final class CheckedLedger implements AutoCloseable {

    private static final int CALLERS = 12;

    /** More than all callers leave at once. */
    private static final int LAST = 4 * CALLERS;

    final DataSource database;
    final Log log;
    final Identity identity;
    private final AcknowledgedHead acknowledged;
    private final KeptNote keptCheckpoint;
    private final Ledger ledger;

    CheckedLedger(DataSource database, Path home) {
        this.database = database;
        this.acknowledged = new AcknowledgedHead(home.resolve("acknowledged-head"));
        this.keptCheckpoint = new KeptNote(home.resolve("checkpoint"));
        SecureRandom random = new SecureRandom();
        log = new GroupCommitLog(new JdbcLogStore(database), LogSettings.defaults(), acknowledged);
        try {
            identity = Identity.open(
                    log, new JdbcKeyStore(database), home.resolve("keys"), null, Clock.systemUTC(), random);
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
        ledger = new Ledger(
                log, identity, DecisionRules.defaults(), Clock.systemUTC(), random, 1_000, Duration.ofSeconds(10));
    }

    void record(Command command) {
        assertThat(ledger.recorder().record(new Submission(command, "portal", null, new byte[] {1}, "request", null)))
                .isNotNull();
    }

    /** Single commands at first, several at a time then, single messages at the end, to the very size. */
    void growTo(long size, Clinic clinic) {
        for (int i = 0; i < CALLERS; i++) {
            recordUnless(size - LAST, clinic);
        }
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            callers.add(new Thread(() -> {
                while (log.head().size() < size - LAST) {
                    recordUnless(size - LAST, clinic);
                }
            }));
        }
        callers.forEach(Thread::start);
        callers.forEach(CheckedLedger::join);
        while (log.head().size() < size) {
            record(Commands.send("fill:" + log.head().size(), "thread:0", "member:1"));
        }
        assertThat(log.head().size()).isEqualTo(size);
    }

    /** Refused ones leave nothing; some leave two events. */
    private void recordUnless(long size, Clinic clinic) {
        Command next;
        synchronized (clinic) {
            next = clinic.next();
        }
        if (log.head().size() < size) {
            record(next);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** What keeps the view up to the log; not started. */
    FactProjection view() {
        return new FactProjection(
                ledger.leaves(), database, new LogHistory(log), FactProjection.BATCH_SIZE_DEFAULT, Duration.ZERO);
    }

    /** Signs the head and keeps it. */
    void sign() throws IOException, UnsignedException {
        assertThat(signer().sign()).isNotNull();
    }

    CheckpointSigner signer() {
        return new CheckpointSigner(
                identity.origin(),
                () -> LedgerHistory.in(log).names(),
                identity.logKeys()::onlyOf,
                new JdbcCheckpointStore(database),
                keptCheckpoint,
                () -> log.headNow().tree(),
                log::tile);
    }

    LogCheck check() {
        return new LogCheck(new JdbcStoredRows(database), log, identity, acknowledged, keptCheckpoint);
    }

    /** What a check finds. */
    Findings findings() {
        Findings findings = new Findings();
        assertThat(check().run(findings, (done, total) -> {})).isNotNull();
        return findings;
    }

    List<Finding> found() {
        return findings().listed();
    }

    /** As an owner of the schema can: nothing refuses a change any more. */
    void dropTriggers() throws SQLException {
        boolean h2 = JdbcLogStore.dialect(database) == Dialect.H2;
        for (String table : List.of("entries", "batches", "tiles", "head", "checkpoints")) {
            execute("drop trigger " + table + "_append_only" + (h2 ? "" : " on " + table));
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        ledger.close();
        log.close();
    }
}
