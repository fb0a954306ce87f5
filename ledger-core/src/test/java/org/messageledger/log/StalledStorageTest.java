package org.messageledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.log.AppendOutcome.Appended;
import org.messageledger.log.AppendOutcome.Pushback;
import org.messageledger.log.AppendOutcome.Unknown;

/** Storage that hangs: everybody is answered in time, and nothing that was answered is contradicted later. */
@SuppressWarnings("NullAway.Init") // made before each test
class StalledStorageTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private FaultyStore faulty;
    private Log log;

    @BeforeEach
    void open() {
        faulty = new FaultyStore();
        log = new GroupCommitLog(faulty.store(), Settings.impatient(300));
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void answersEverybodyInTimeWhileACommitHangs() throws Exception {
        UUID sent = Drafts.id();
        UUID queued = Drafts.id();
        FaultyStore.Stall stall = faulty.stall("commit");
        CompletableFuture<AppendOutcome> first = log.append(Drafts.only(sent));
        stall.awaitReached();
        CompletableFuture<AppendOutcome> second = log.append(Drafts.only(queued));
        try {
            assertThat(second.get(20, TimeUnit.SECONDS)).isInstanceOf(Pushback.class);
            assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(new Unknown());
            assertThat(log.status().appending()).isFalse();
            assertThatThrownBy(() -> log.find(sent)).isInstanceOf(StorageException.class);
            assertThat(log.find(queued)).isEmpty();
        } finally {
            stall.end();
        }
        faulty.heal("commit");
        await().atMost(SOON).until(() -> log.status().appending());

        assertThat(log.find(sent)).isPresent();
        assertThat(log.append(Drafts.alone()).join()).isInstanceOf(Appended.class);
        assertThat(log.find(queued)).isEmpty();
        assertThat(log.head().size()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"now", "lastSequenceNumbers"})
    void neverWritesWhatItPushedBackBecauseAQuestionHung(String question) throws Exception {
        UUID event = Drafts.id();
        FaultyStore.Stall stall = faulty.stall(question);
        CompletableFuture<AppendOutcome> outcome = log.append(
                new Append(List.of(Drafts.alone(event)), List.of(new StreamPosition("not remembered", -1)), List.of()));
        stall.awaitReached();
        try {
            assertThat(outcome.get(20, TimeUnit.SECONDS)).isInstanceOf(Pushback.class);
            assertThat(log.find(event)).isEmpty();
        } finally {
            stall.end();
        }
        faulty.heal(question);
        await().atMost(SOON).until(() -> log.append(Drafts.alone()).join() instanceof Appended);

        assertThat(log.find(event)).isEmpty();
        assertThat(log.head().size()).isEqualTo(1);
    }

    @Test
    void doesNotWriteAgainWhatItCalledUnknownAndThenKnowsIsNotThere() throws Exception {
        UUID event = Drafts.id();
        FaultyStore.Stall stall = new FaultyStore.Stall();
        faulty.at("commit", call -> {
            stall.await();
            return new CommitResult(CommitResult.Kind.NOT_WRITTEN, null);
        });
        CompletableFuture<AppendOutcome> outcome = log.append(Drafts.only(event));
        stall.awaitReached();
        try {
            assertThat(outcome.get(20, TimeUnit.SECONDS)).isEqualTo(new Unknown());
            assertThatThrownBy(() -> log.find(event)).isInstanceOf(StorageException.class);
        } finally {
            faulty.heal("commit");
            stall.end();
        }
        await().atMost(SOON).until(() -> log.append(Drafts.alone()).join() instanceof Appended);

        assertThat(log.find(event)).isEmpty();
        assertThat(log.head().size()).isEqualTo(1);
    }

    @Test
    void answersInTimeWhileItCannotFindOutWhatBecameOfACommit() throws Exception {
        UUID event = Drafts.id();
        FaultyStore.Stall stall = faulty.stall("fence");
        faulty.at("commit", call -> {
            call.proceed();
            return new CommitResult(CommitResult.Kind.UNKNOWN, null);
        });
        CompletableFuture<AppendOutcome> outcome = log.append(Drafts.only(event));
        stall.awaitReached();
        try {
            assertThat(outcome.get(20, TimeUnit.SECONDS)).isEqualTo(new Unknown());
            assertThatThrownBy(() -> log.find(event)).isInstanceOf(StorageException.class);
        } finally {
            faulty.heal("commit");
            stall.end();
        }
        await().atMost(SOON).until(() -> log.status().appending());

        assertThat(log.find(event)).isPresent();
    }

    @Test
    void endsWhenItIsClosedWhileACommitHangs() throws Exception {
        FaultyStore.Stall stall = faulty.stall("commit");
        CompletableFuture<AppendOutcome> outcome = log.append(Drafts.alone());
        stall.awaitReached();
        try {
            CompletableFuture.runAsync(log::close).get(20, TimeUnit.SECONDS);
            assertThat(outcome.join()).isEqualTo(new Unknown());
            assertThat(faulty.calls("close"))
                    .as("the commit still needs the store")
                    .isZero();
        } finally {
            stall.end();
        }
        await().atMost(SOON).until(() -> faulty.calls("close") == 1);
    }

    /** Random stalls around the deadline: no outcome, and no first truthful answer after Unknown, may turn out wrong. */
    @Test
    void contradictsNoAnswerWhateverStalls() throws Exception {
        log.close();
        log = new GroupCommitLog(faulty.store(), Settings.impatient(15));
        Random random = new Random(11);
        for (String method : List.of("now", "commit")) {
            faulty.at(method, call -> {
                int fate = random.nextInt(10);
                if (fate < 3) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(30)));
                }
                Object result = call.proceed();
                if (fate > 6) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(30)));
                }
                return result;
            });
        }
        Map<UUID, AppendOutcome> outcomes = new ConcurrentHashMap<>();
        Map<UUID, Boolean> there = new ConcurrentHashMap<>();
        List<Thread> callers = new ArrayList<>();
        for (int caller = 0; caller < 6; caller++) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 60; i++) {
                    UUID event = Drafts.id();
                    AppendOutcome outcome = log.append(Drafts.only(event)).join();
                    outcomes.put(event, outcome);
                    there.put(event, firstTruth(event));
                }
            });
            callers.add(thread);
            thread.start();
        }
        for (Thread thread : callers) {
            thread.join();
        }
        faulty.heal("now");
        faulty.heal("commit");
        await().atMost(SOON).until(() -> log.append(Drafts.alone()).join() instanceof Appended);

        Map<Class<?>, Integer> kinds = new HashMap<>();
        outcomes.forEach((event, outcome) -> {
            kinds.merge(outcome.getClass(), 1, Integer::sum);
            boolean found = log.find(event).isPresent();
            assertThat(found).as("outcome=%s", outcome).isEqualTo(there.get(event));
            if (!(outcome instanceof Unknown)) {
                assertThat(found).as("outcome=%s", outcome).isEqualTo(outcome instanceof Appended);
            }
        });
        assertThat(kinds).containsOnlyKeys(Appended.class, Pushback.class, Unknown.class);
    }

    private boolean firstTruth(UUID event) {
        while (true) {
            try {
                return log.find(event).isPresent();
            } catch (StorageException e) {
                Thread.onSpinWait();
            }
        }
    }
}
