package org.messageledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.CheckpointSigner;
import org.messageledger.checkpoint.KeptNote;
import org.messageledger.checkpoint.MalformedException;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.checkpoint.UnsignedException;
import org.messageledger.log.AcknowledgedHead;
import org.messageledger.log.GroupCommitLog;
import org.messageledger.log.Log;
import org.messageledger.log.LogSettings;
import org.messageledger.log.jdbc.JdbcCheckpointStore;
import org.messageledger.log.jdbc.JdbcKeyStore;
import org.messageledger.log.jdbc.JdbcLogStore;
import org.messageledger.log.jdbc.JdbcStoredRows;
import org.messageledger.message.DecisionRules;
import org.messageledger.party.Mode;
import org.messageledger.verify.Findings;
import org.messageledger.verify.LogCheck;

/** A process as the program is one: with a home that remembers what was acknowledged and signed. */
final class GuardedLedger implements AutoCloseable {

    private final HikariDataSource pool;
    private final AcknowledgedHead acknowledged;
    private final KeptNote kept;
    private final Ledger ledger;
    final Log log;
    final Identity identity;

    private GuardedLedger(HikariDataSource pool, Path home, @Nullable String origin) {
        this.pool = pool;
        SecureRandom random = new SecureRandom();
        acknowledged = new AcknowledgedHead(home.resolve(AcknowledgedHead.FILE));
        kept = new KeptNote(home.resolve(KeptNote.FILE));
        log = new GroupCommitLog(new JdbcLogStore(pool), LogSettings.defaults(), acknowledged);
        try {
            identity =
                    Identity.open(log, new JdbcKeyStore(pool), home.resolve("keys"), origin, Clock.systemUTC(), random);
            ledger = new Ledger(
                    log, identity, DecisionRules.defaults(), Clock.systemUTC(), random, 100, Duration.ofSeconds(10));
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
    }

    static GuardedLedger open(HikariDataSource pool, Path home) {
        return open(pool, home, null, false, step -> {});
    }

    /** As after {@code --ledger.restored-backup=true}. */
    static GuardedLedger openRestored(HikariDataSource pool, Path home) {
        return open(pool, home, null, true, step -> {});
    }

    static GuardedLedger open(
            HikariDataSource pool,
            Path home,
            @Nullable String origin,
            boolean asked,
            Consumer<RestoredBackup.Step> done) {
        try {
            new RestoredBackup(
                            home,
                            home.resolve("keys"),
                            new JdbcCheckpointStore(pool),
                            new JdbcKeyStore(pool),
                            origin,
                            Clock.systemUTC(),
                            new SecureRandom(),
                            done)
                    .settle(asked, () -> new GroupCommitLog(new JdbcLogStore(pool), LogSettings.defaults()));
            return new GuardedLedger(pool, home, origin);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /** A message that nobody has sent before. */
    GuardedLedger send(String messageId) {
        Object command = Commands.send(messageId, Mode.REPORT);
        Answer answer = ledger.recorder()
                .record(new Submission(
                        command, "portal", null, messageId.getBytes(StandardCharsets.UTF_8), "request", null));
        assertThat(answer).isInstanceOf(Answer.Recorded.class);
        return this;
    }

    LogKeyChange change() {
        return new LogKeyChange(log, identity, this::signedSize, Clock.systemUTC(), new SecureRandom());
    }

    private long signedSize() {
        try {
            Optional<SignedNote> newest = new JdbcCheckpointStore(pool).step(last -> Optional.empty());
            return newest.isEmpty()
                    ? 0
                    : Checkpoint.parse(newest.get().text()).head().size();
        } catch (IOException | MalformedException e) {
            throw new IllegalStateException(e);
        }
    }

    SignedNote sign() throws IOException, UnsignedException {
        return new CheckpointSigner(
                        identity.origin(),
                        () -> LedgerHistory.in(log).names(),
                        identity.logKeys()::onlyOf,
                        new JdbcCheckpointStore(pool),
                        kept,
                        () -> log.headNow().tree(),
                        log::tile)
                .sign();
    }

    Findings check() {
        Findings findings = new Findings();
        assertThat(new LogCheck(new JdbcStoredRows(pool), log, identity, acknowledged, kept)
                        .run(findings, (done, total) -> {}))
                .isNotNull();
        return findings;
    }

    @Override
    public void close() {
        ledger.close();
        log.close();
        pool.close();
    }
}
