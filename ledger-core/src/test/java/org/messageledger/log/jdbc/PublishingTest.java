package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.CheckpointPublisher;
import org.messageledger.checkpoint.CheckpointSigner;
import org.messageledger.checkpoint.KeptNote;
import org.messageledger.checkpoint.LogKey;
import org.messageledger.checkpoint.LogKeys;
import org.messageledger.checkpoint.LogNames;
import org.messageledger.checkpoint.MalformedException;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.Drafts;
import org.messageledger.tree.Hash;
import org.messageledger.tree.TreeHead;

/** When checkpoints are published. */
@SuppressWarnings("NullAway.Init") // made in each test
class PublishingTest extends LogContract {

    private static final String ORIGIN = "example.org/log";
    private static final LogKey KEY = LogKey.generate(new SecureRandom());
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path ledgerHome;

    private CheckpointPublisher publisher;

    @AfterEach
    void closePublisher() {
        publisher.close();
    }

    @Test
    void publishesWhatIsThereAtTheStart() {
        appendMany(3);
        publish(LONG, Duration.ofMillis(1));

        assertThat(size(publisher.newest())).isEqualTo(3);
        assertThat(publisher.newestSize()).isEqualTo(3);
    }

    @Test
    void publishesByItselfWhenTheLogHasGrown() {
        appendMany(1);
        publish(Duration.ofMillis(200), Duration.ofMillis(1));
        appendMany(5);

        await().atMost(PATIENCE).until(() -> publisher.newestSize() == 6);
    }

    @Test
    void publishesOnDemandForAllWhoAskAtATime() throws Exception {
        appendMany(1);
        Duration pause = Duration.ofSeconds(2);
        long start = System.nanoTime();
        publish(LONG, pause);
        List<CompletableFuture<Long>> asked = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            appendMany(1);
            long grown = log.head().size();
            asked.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return size(publisher.covering(grown, PATIENCE)) - grown;
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        for (CompletableFuture<Long> more : asked) {
            assertThat(more.join()).isNotNegative();
        }
        long pauses = (System.nanoTime() - start) / pause.toNanos();
        assertThat(rows()).isLessThanOrEqualTo(2 + pauses);
    }

    @Test
    void waitsNoLongerThanItIsTold() throws Exception {
        appendMany(1);
        publish(LONG, Duration.ofMillis(1));

        assertThat(publisher.covering(2, Duration.ofMillis(50))).isEmpty();
        assertThat(publisher.covering(1, Duration.ZERO)).isPresent();
        publisher.close();
        assertThat(publisher.covering(2, PATIENCE)).isEmpty();
    }

    @Test
    void raisesTheAlarmWhenTheLogIsNotWhatWasSigned() throws Exception {
        appendMany(2);
        new KeptNote(ledgerHome.resolve("checkpoint"))
                .keep(new Checkpoint(ORIGIN, new TreeHead(9, Hash.of(new byte[32]))).sign(KEY));
        publish(Duration.ofMillis(100), Duration.ofMillis(1));

        assertThat(log.status().appending()).isFalse();
        assertThat(log.status().statement()).contains("shorter than what was signed", "size 9", "size 2");
        assertThat(publisher.newest()).isEmpty();
        assertThat(rows()).isZero();
        assertThat(log.read(0, 10)).hasSize(2);
    }

    @Test
    void goesOnWhenTheDatabaseDoes() {
        appendMany(1);
        publish(Duration.ofMillis(50), Duration.ofMillis(1));
        faulty.failNextCommit(true);
        faulty.goAwayAfterCommit();
        CompletableFuture<AppendOutcome> underWay = log.append(Drafts.alone());
        await().during(Duration.ofMillis(500)).atMost(PATIENCE).until(() -> publisher.newestSize() == 1);
        faulty.comeBack();

        assertThat(underWay.join()).isNotNull();
        await().atMost(PATIENCE).until(() -> publisher.newestSize() == 2);
    }

    @Test
    void letsNobodyWaitWhenTheAlarmIsRaisedAtTheStart() throws Exception {
        appendMany(2);
        new KeptNote(ledgerHome.resolve("checkpoint"))
                .keep(new Checkpoint(ORIGIN, new TreeHead(9, Hash.of(new byte[32]))).sign(KEY));
        publish(Duration.ofMillis(100), Duration.ofMillis(1));

        long start = System.nanoTime();
        assertThat(publisher.covering(1, PATIENCE)).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE.dividedBy(2));
    }

    @Test
    void goesOnAfterAnError() {
        appendMany(1);
        AtomicBoolean fails = new AtomicBoolean();
        publish(Duration.ofMillis(50), Duration.ofMillis(1), () -> {
            if (fails.getAndSet(false)) {
                throw new NoClassDefFoundError("of a test");
            }
            return log.headNow().tree();
        });
        fails.set(true);
        appendMany(1);

        await().atMost(PATIENCE).until(() -> publisher.newestSize() == 2);
        assertThat(fails).isFalse();
    }

    private void publish(Duration interval, Duration pause) {
        publish(interval, pause, () -> log.headNow().tree());
    }

    private void publish(Duration interval, Duration pause, Supplier<TreeHead> newestHead) {
        CheckpointSigner signer = new CheckpointSigner(
                ORIGIN,
                () -> LogNames.of(KEY.verifier(ORIGIN)),
                LogKeys.only(KEY),
                new JdbcCheckpointStore(faulty),
                new KeptNote(ledgerHome.resolve("checkpoint")),
                newestHead,
                log::tile);
        publisher =
                new CheckpointPublisher(signer, () -> log.head().size(), log::stop, interval, pause, Clock.systemUTC());
        publisher.start();
    }

    private static long size(Optional<SignedNote> note) {
        try {
            return Checkpoint.parse(note.orElseThrow().text()).head().size();
        } catch (MalformedException e) {
            throw new IllegalStateException(e);
        }
    }

    private long rows() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from checkpoints")) {
            row.next();
            return row.getLong(1);
        }
    }
}
