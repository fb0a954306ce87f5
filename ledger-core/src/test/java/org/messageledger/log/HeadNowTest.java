package org.messageledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The head is read when somebody must know it now, and not once for each of those who must. */
@SuppressWarnings("NullAway.Init") // made before each test
class HeadNowTest {

    private static final int CALLERS = 20;

    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    private FaultyStore shared;
    private FaultyStore faulty;
    private Log log;
    private Log other;

    @BeforeEach
    void open() {
        shared = new FaultyStore();
        shared.at("shared", call -> true);
        faulty = new FaultyStore(shared.store());
        log = new GroupCommitLog(faulty.store(), Settings.polling(Duration.ofHours(1)));
        other = new GroupCommitLog(shared.store(), Settings.polling(Duration.ofHours(1)));
    }

    @AfterEach
    void close() {
        callers.shutdownNow();
        log.close();
        other.close();
    }

    @Test
    void showsWhatAnotherProcessHasAcknowledged() {
        other.append(Drafts.alone()).join();
        assertThat(log.head().size()).isZero();

        assertThat(log.headNow()).isEqualTo(other.head());
        assertThat(log.head()).isEqualTo(other.head());
        assertThat(log.read(0, 10)).hasSize(1);
    }

    @Test
    void answersNobodyFromAQueryThatBeganBeforeHeAsked() throws Exception {
        FaultyStore.Stall stall = new FaultyStore.Stall();
        faulty.at("head", call -> {
            Object read = call.proceed();
            stall.await();
            return read;
        });
        CompletableFuture<Head> early = CompletableFuture.supplyAsync(log::headNow, callers);
        stall.awaitReached();
        other.append(Drafts.alone()).join();
        CompletableFuture<Head> late = CompletableFuture.supplyAsync(log::headNow, callers);
        awaitWaiting(1);
        stall.end();

        early.join();
        assertThat(late.join().size()).isEqualTo(1);
    }

    @Test
    void sharesOneQueryBetweenAllWhoAskWhileAnotherRuns() throws Exception {
        FaultyStore.Stall stall = new FaultyStore.Stall();
        AtomicInteger queries = new AtomicInteger();
        faulty.at("head", call -> {
            queries.incrementAndGet();
            stall.await();
            return call.proceed();
        });
        List<CompletableFuture<Head>> heads = new ArrayList<>();
        heads.add(CompletableFuture.supplyAsync(log::headNow, callers));
        stall.awaitReached();
        for (int i = 1; i < CALLERS; i++) {
            heads.add(CompletableFuture.supplyAsync(log::headNow, callers));
        }
        awaitWaiting(CALLERS - 1);
        stall.end();

        heads.forEach(CompletableFuture::join);
        assertThat(queries).hasValue(2);
    }

    @Test
    void sharesAFailureToo() throws Exception {
        FaultyStore.Stall stall = new FaultyStore.Stall();
        AtomicInteger queries = new AtomicInteger();
        faulty.at("head", call -> {
            queries.incrementAndGet();
            stall.await();
            throw new StorageException("away");
        });
        List<CompletableFuture<Head>> heads = new ArrayList<>();
        heads.add(CompletableFuture.supplyAsync(log::headNow, callers));
        stall.awaitReached();
        for (int i = 1; i < CALLERS; i++) {
            heads.add(CompletableFuture.supplyAsync(log::headNow, callers));
        }
        awaitWaiting(CALLERS - 1);
        stall.end();

        heads.forEach(head -> assertThatThrownBy(head::join).hasCauseInstanceOf(StorageException.class));
        assertThat(queries).as("each may wait for the storage's time-out").hasValue(2);

        faulty.heal("head");
        assertThat(log.headNow()).isEqualTo(log.head());
    }

    private static void awaitWaiting(int threads) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Thread.getAllStackTraces().entrySet().stream()
                                .filter(thread -> thread.getKey().getState() == Thread.State.WAITING)
                                .filter(thread -> List.of(thread.getValue()).stream()
                                        .anyMatch(frame -> frame.getClassName().equals(HeadReading.class.getName())))
                                .filter(thread -> List.of(thread.getValue()).stream()
                                        .noneMatch(frame ->
                                                frame.getClassName().equals(FaultyStore.Stall.class.getName())))
                                .count()
                        == threads);
    }

    @Test
    void saysThatItDoesNotKnowWhileTheStorageIsSilentOrContradictsWhatWasShown() {
        Object before = faulty.store().head();
        log.append(Drafts.alone()).join();
        faulty.at("head", call -> {
            throw new StorageException("away");
        });
        assertThatThrownBy(log::headNow).isInstanceOf(StorageException.class);

        faulty.at("head", call -> before);
        assertThatThrownBy(log::headNow).isInstanceOf(StorageException.class).hasMessageContaining("head is behind");
        assertThat(log.append(Drafts.alone()).join()).isInstanceOf(AppendOutcome.Pushback.class);
    }

    @Test
    void asksNothingWhereNobodyElseAppends() {
        FaultyStore alone = new FaultyStore();
        try (Log only = new GroupCommitLog(alone.store(), LogSettings.defaults())) {
            only.append(Drafts.alone()).join();
            assertThat(only.headNow()).isEqualTo(only.head());
        }
        assertThat(alone.calls("head")).isZero();
    }
}
