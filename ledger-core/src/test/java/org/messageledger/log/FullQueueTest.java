package org.messageledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.messageledger.log.AppendOutcome.Appended;
import org.messageledger.log.AppendOutcome.Pushback;
import org.messageledger.log.AppendOutcome.Unknown;

/** 10,000 callers at a time, more than the queue takes: each hears something in time, and what it hears is true. */
class FullQueueTest {

    private static final int CALLERS = 10_000;
    private static final int THREADS = 200;
    private static final int QUEUE = 500;
    private static final int BATCH = 64;
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final Duration SLOWNESS = Duration.ofSeconds(10);

    private record Answer(UUID event, AppendOutcome outcome, Duration after) {}

    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final FaultyStore faulty = new FaultyStore();

    /** While the storage does not move at all. */
    @Test
    void pushesBackWhatItCannotHoldWhileTheStorageStands() throws Exception {
        try (Log log = new GroupCommitLog(faulty.store(), settings())) {
            FaultyStore.Stall stall = faulty.stall("commit");
            try {
                CountDownLatch all = appendFromEverybody(log);
                stall.awaitReached();
                assertThat(all.await(DEADLINE.plus(SLOWNESS).toMillis(), TimeUnit.MILLISECONDS))
                        .as("answers for all while the storage stands")
                        .isTrue();
            } finally {
                stall.end();
            }

            assertThat(answers).hasSize(CALLERS).noneMatch(answer -> answer.outcome() instanceof Appended);
            assertThat(answers)
                    .filteredOn(answer -> answer.outcome() instanceof Unknown)
                    .as("no more than one batch was sent")
                    .hasSizeBetween(1, BATCH);
            assertInTime();
            assertThat(answers)
                    .filteredOn(answer -> answer.after().compareTo(DEADLINE) >= 0)
                    .as("waited: in the queue, built, or sent")
                    .hasSizeLessThanOrEqualTo(QUEUE + 2 * BATCH);
            assertThat(log.append(Drafts.alone()).get(30, TimeUnit.SECONDS)).isInstanceOf(Appended.class);
            assertTrue(log, 1);
        }
    }

    /** Few large ones fill it as many small ones do. */
    @Test
    void holdsNoMoreBytesThanItMay() throws Exception {
        LogSettings defaults = LogSettings.defaults();
        LogSettings few = new LogSettings(
                defaults.queueAppendsMax(),
                4 << 20,
                defaults.batchEntriesMax(),
                1 << 20,
                defaults.streamsKnownMax(),
                DEADLINE,
                defaults.headAheadMax(),
                defaults.headPollInterval(),
                defaults.retryAfter());
        long heldBytes = 0;
        try (Log log = new GroupCommitLog(faulty.store(), few)) {
            FaultyStore.Stall stall = faulty.stall("commit");
            List<CompletableFuture<AppendOutcome>> held = new ArrayList<>();
            try {
                for (int i = 0; i < 2_000; i++) {
                    Append large = large();
                    CompletableFuture<AppendOutcome> outcome = log.append(large);
                    if (!outcome.isDone()) {
                        held.add(outcome);
                        heldBytes += large.sizeBytes();
                    }
                }
                assertThat(heldBytes).isBetween(few.queueBytesMax() / 2, few.queueBytesMax() + 2 * few.batchBytesMax());
            } finally {
                stall.end();
            }
            for (CompletableFuture<AppendOutcome> outcome : held) {
                assertThat(outcome.get(30, TimeUnit.SECONDS)).isNotNull();
            }
        }
    }

    private static Append large() {
        UUID event = UUID.randomUUID();
        byte[] template = new byte[50_000];
        return new Append(List.of(new Draft(event, event.toString(), 0, true, template, 0)), List.of(), List.of());
    }

    /** While the storage is slow. */
    @Test
    void acknowledgesExactlyWhatItKeepsWhileTheStorageIsSlow() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (Log log = new GroupCommitLog(faulty.store(), settings())) {
            faulty.at("commit", call -> {
                never.await(50, TimeUnit.MILLISECONDS);
                return call.proceed();
            });
            CountDownLatch all = appendFromEverybody(log);
            assertThat(all.await(DEADLINE.plus(SLOWNESS).toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();

            assertThat(answers).hasSize(CALLERS);
            assertThat(answers)
                    .filteredOn(answer -> answer.outcome() instanceof Appended)
                    .isNotEmpty();
            assertThat(answers)
                    .filteredOn(answer -> answer.outcome() instanceof Pushback)
                    .isNotEmpty();
            assertInTime();
            faulty.heal("commit");
            assertThat(log.append(Drafts.alone()).get(30, TimeUnit.SECONDS)).isInstanceOf(Appended.class);
            assertTrue(log, 1);
        }
    }

    private static LogSettings settings() {
        LogSettings defaults = LogSettings.defaults();
        return new LogSettings(
                QUEUE,
                defaults.queueBytesMax(),
                BATCH,
                defaults.batchBytesMax(),
                defaults.streamsKnownMax(),
                DEADLINE,
                defaults.headAheadMax(),
                defaults.headPollInterval(),
                defaults.retryAfter());
    }

    /** The latch opens when all have been answered. */
    private CountDownLatch appendFromEverybody(Log log) {
        CountDownLatch start = new CountDownLatch(1);
        CountDownLatch all = new CountDownLatch(CALLERS);
        for (int i = 0; i < THREADS; i++) {
            new Thread(() -> {
                        await(start);
                        for (int caller = 0; caller < CALLERS / THREADS; caller++) {
                            append(log, all);
                        }
                    })
                    .start();
        }
        start.countDown();
        return all;
    }

    private void append(Log log, CountDownLatch all) {
        UUID event = UUID.randomUUID();
        long startNanos = System.nanoTime();
        CompletableFuture<Void> heard = log.append(Drafts.only(event)).thenAccept(outcome -> {
            answers.add(new Answer(event, outcome, Duration.ofNanos(System.nanoTime() - startNanos)));
            all.countDown();
        });
        assertThat(heard).isNotCompletedExceptionally();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void assertInTime() {
        assertThat(answers).allMatch(answer -> answer.after().compareTo(DEADLINE.plus(SLOWNESS)) < 0);
        assertThat(answers)
                .allMatch(answer -> answer.outcome() instanceof Appended
                        || answer.outcome() instanceof Pushback
                        || answer.outcome() instanceof Unknown);
    }

    /** What was acknowledged is in the log where it was said to be; what was pushed back is not; and nothing else is. */
    private void assertTrue(Log log, int others) {
        Map<UUID, Long> stored = new HashMap<>();
        for (List<Entry> page = log.read(0, 1_000); !page.isEmpty(); page = log.read(stored.size(), 1_000)) {
            page.forEach(entry -> stored.put(entry.eventId(), entry.leafIndex()));
        }
        int there = 0;
        for (Answer answer : answers) {
            Long index = stored.get(answer.event());
            if (answer.outcome() instanceof Appended appended) {
                assertThat(index).isEqualTo(appended.firstLeafIndex());
            } else if (answer.outcome() instanceof Unknown) {
                assertThat(log.find(answer.event()).isPresent()).isEqualTo(index != null);
            } else {
                assertThat(index).isNull();
            }
            there += index == null ? 0 : 1;
        }
        assertThat(stored).hasSize(there + others);
    }
}
