package org.messageledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.messageledger.log.AppendOutcome.Appended;
import org.messageledger.log.AppendOutcome.Duplicate;
import org.messageledger.log.AppendOutcome.Moved;

/** What is built while a batch commits stands on that batch, and falls with it. */
@SuppressWarnings("NullAway.Init") // made before each test
class BatchPipelineTest {

    private FaultyStore faulty;
    private Log log;

    @BeforeEach
    void open() {
        faulty = new FaultyStore();
        log = new GroupCommitLog(faulty.store(), LogSettings.defaults());
    }

    @AfterEach
    void close() {
        log.close();
    }

    /** Two appends at least, for a lone one is committed by the writer itself; they wait for each other behind a first. */
    private List<CompletableFuture<AppendOutcome>> onTheirWay(FaultyStore.Stall[] stall, List<Append> appends)
            throws InterruptedException {
        FaultyStore.Stall first = faulty.stall("commit");
        assertThat(log.append(Drafts.alone())).isNotNull();
        first.awaitReached();
        List<CompletableFuture<AppendOutcome>> outcomes =
                appends.stream().map(log::append).toList();
        stall[0] = faulty.stall("commit");
        first.end();
        stall[0].awaitReached();
        return outcomes;
    }

    private static AppendOutcome outcome(CompletableFuture<AppendOutcome> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    @Test
    void asksForTheNextBatchWhileOneCommits() throws Exception {
        FaultyStore.Stall[] stall = new FaultyStore.Stall[1];
        onTheirWay(stall, List.of(Drafts.alone(), Drafts.alone()));
        List<CompletableFuture<AppendOutcome>> next = IntStream.range(0, 100)
                .mapToObj(i -> log.append(Drafts.reading("not remembered " + i, -1)))
                .toList();

        await().atMost(Duration.ofSeconds(20)).until(() -> faulty.calls("lastSequenceNumbers") > 0);
        assertThat(next).noneMatch(CompletableFuture::isDone);
        faulty.heal("commit");
        stall[0].end();

        for (int i = 0; i < next.size(); i++) {
            assertThat(((Appended) outcome(next.get(i))).firstLeafIndex()).isEqualTo(3 + i);
        }
        assertThat(faulty.calls("commit")).isEqualTo(3);
    }

    @Test
    void decidesOnWhatTheBatchOnItsWayWillHaveDone() throws Exception {
        UUID onItsWay = Drafts.id();
        FaultyStore.Stall[] stall = new FaultyStore.Stall[1];
        onTheirWay(stall, List.of(Drafts.next("a", 0), Drafts.only(onItsWay)));
        List<CompletableFuture<AppendOutcome>> next = new ArrayList<>();
        next.add(log.append(Drafts.reading("a", -1)));
        next.add(log.append(Drafts.reading("a", 0)));
        next.add(log.append(Drafts.only(onItsWay)));
        next.add(log.append(Drafts.next("a", 1)));
        for (int i = 0; i < 50; i++) {
            next.add(log.append(Drafts.alone()));
        }
        faulty.heal("commit");
        stall[0].end();

        assertThat(outcome(next.get(0))).isEqualTo(new Moved(List.of("a")));
        assertThat(outcome(next.get(1))).isInstanceOf(Appended.class);
        assertThat(outcome(next.get(2))).isEqualTo(new Duplicate(List.of(onItsWay)));
        assertThat(outcome(next.get(3))).isInstanceOf(Appended.class);
        assertThat(log.head().size()).isEqualTo(3 + 2 + 50);
    }

    @ParameterizedTest
    @EnumSource(
            value = CommitResult.Kind.class,
            names = {"HEAD_MOVED", "NOT_WRITTEN", "UNKNOWN", "NOT_UNIQUE"})
    void buildsAnewWhenTheBatchOnItsWayFails(CommitResult.Kind kind) throws Exception {
        FaultyStore.Stall[] stall = new FaultyStore.Stall[1];
        List<CompletableFuture<AppendOutcome>> sent = onTheirWay(stall, List.of(Drafts.next("a", 0), Drafts.alone()));
        List<CompletableFuture<AppendOutcome>> next = new ArrayList<>();
        next.add(log.append(Drafts.next("a", 1)));
        for (int i = 0; i < 50; i++) {
            next.add(log.append(Drafts.alone()));
        }
        FaultyStore.Stall held = stall[0];
        // The stalled call itself goes on; the one after it, built on top of it, fails.
        faulty.at("commit", call -> {
            faulty.heal("commit");
            return new CommitResult(kind, null);
        });
        held.end();

        for (CompletableFuture<AppendOutcome> outcome : sent) {
            assertThat(outcome(outcome)).isInstanceOf(Appended.class);
        }
        for (CompletableFuture<AppendOutcome> outcome : next) {
            assertThat(outcome(outcome)).isInstanceOf(Appended.class);
        }
        assertThat(log.head().size()).isEqualTo(3 + 51);
        assertThat(log.status().appending()).isTrue();
    }

    /** Commits fail in every way at random; whoever is told of an entry finds it, in a tree that adds up. */
    @Test
    void keepsEveryPromiseWhicheverBatchFails() throws Exception {
        CommitResult.Kind[] failures = {
            CommitResult.Kind.HEAD_MOVED, CommitResult.Kind.NOT_WRITTEN, CommitResult.Kind.UNKNOWN,
        };
        faulty.at("commit", call -> {
            int fate = ThreadLocalRandom.current().nextInt(8);
            if (fate < failures.length) {
                return new CommitResult(failures[fate], null);
            }
            Object result = call.proceed();
            return fate == failures.length ? new CommitResult(CommitResult.Kind.UNKNOWN, null) : result;
        });
        List<Thread> callers = new ArrayList<>();
        List<Throwable> wrong = new ArrayList<>();
        for (int caller = 0; caller < 8; caller++) {
            String stream = "stream " + caller;
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 40; i++) {
                    AppendOutcome next = log.append(Drafts.next(stream, i)).join();
                    AppendOutcome reading =
                            log.append(Drafts.reading(stream, i)).join();
                    assertThat(List.of(next, reading)).hasOnlyElementsOfType(Appended.class);
                    long leafIndex = ((Appended) next).firstLeafIndex();
                    assertThat(log.read(leafIndex, 1).get(0).stream()).isEqualTo(stream);
                }
            });
            thread.setUncaughtExceptionHandler((it, e) -> {
                synchronized (wrong) {
                    wrong.add(e);
                }
            });
            thread.start();
            callers.add(thread);
        }
        for (Thread thread : callers) {
            thread.join();
        }
        assertThat(wrong).isEmpty();
        assertThat(log.head().size()).isEqualTo(8 * 40 * 2);
        log.close();
        try (Log again = new GroupCommitLog(faulty.store(), LogSettings.defaults())) {
            assertThat(again.head()).isEqualTo(log.head());
        }
    }
}
