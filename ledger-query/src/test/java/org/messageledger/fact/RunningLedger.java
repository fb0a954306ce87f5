package org.messageledger.fact;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.messageledger.eventstore.Answer;
import org.messageledger.eventstore.Identity;
import org.messageledger.eventstore.Ledger;
import org.messageledger.eventstore.Submission;
import org.messageledger.log.GroupCommitLog;
import org.messageledger.log.Log;
import org.messageledger.log.LogSettings;
import org.messageledger.log.jdbc.JdbcKeyStore;
import org.messageledger.log.jdbc.JdbcLogStore;
import org.messageledger.message.Command;
import org.messageledger.message.DecisionRules;

/** A ledger and its view on one database, assembled as the program does it. */
public final class RunningLedger implements AutoCloseable {

    public static final byte[] CURSOR_KEY = "a key for cursors, 32 bytes long".getBytes(StandardCharsets.US_ASCII);

    public final Log log;
    public final TreeHistory history;
    public final Facts facts;
    public final NaiveHistory naive;
    private final DataSource dataSource;
    private final Ledger ledger;
    private FactProjection projection;

    /** @param home a folder for key files */
    public RunningLedger(DataSource dataSource, Path home) {
        this(dataSource, home, LogSettings.defaults());
    }

    RunningLedger(DataSource dataSource, Path home, LogSettings settings) {
        this(dataSource, home, settings, Clock.systemUTC());
    }

    /** @param clock of this process, right or wrong */
    RunningLedger(DataSource dataSource, Path home, LogSettings settings, Clock clock) {
        this.dataSource = dataSource;
        SecureRandom random = new SecureRandom();
        log = new GroupCommitLog(new JdbcLogStore(dataSource), settings);
        Identity identity = Identity.open(log, new JdbcKeyStore(dataSource), home.resolve("keys"), null, clock, random);
        ledger = new Ledger(log, identity, DecisionRules.defaults(), clock, random, 1_000, Duration.ofSeconds(10));
        history = new LogHistory(log);
        naive = new NaiveHistory(log);
        facts = new Facts(dataSource, history, CURSOR_KEY);
        projection = projection(dataSource, FactProjection.BATCH_SIZE_DEFAULT);
    }

    /** A projection of this log, on any database; not started. */
    public FactProjection projection(DataSource view, int batchSize) {
        return projection(view, batchSize, Duration.ZERO);
    }

    public FactProjection projection(DataSource view, int batchSize, Duration claimTimeout) {
        return new FactProjection(leaves(), view, history, batchSize, claimTimeout);
    }

    StreamableMessageSource<TrackedEventMessage<?>> leaves() {
        return ledger.leaves();
    }

    public FactProjection projection() {
        return projection;
    }

    public void restartProjection() {
        projection.close();
        projection = projection(dataSource, FactProjection.BATCH_SIZE_DEFAULT);
        projection.start();
    }

    public Answer record(Command command) {
        return ledger.recorder().record(new Submission(command, "portal", null, new byte[] {1}, "request", null));
    }

    public void record(Clinic clinic, int commands) {
        for (int i = 0; i < commands; i++) {
            record(clinic.next());
        }
    }

    public void awaitView() {
        awaitCaughtUp(projection);
    }

    public void awaitCaughtUp(FactProjection view) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> view.status().nextLeaf() == history.size());
    }

    @Override
    public void close() {
        projection.close();
        ledger.close();
        log.close();
    }
}
