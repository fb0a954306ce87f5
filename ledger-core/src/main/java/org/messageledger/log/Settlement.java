package org.messageledger.log;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Up to which time it is certain that nothing will be recorded any more. A leaf at or after a time settles it, because
 * recordedAt never decreases. Without one the clock alone does not: a commit that was built before may still be on its
 * way. So the writer settles it between two batches, when it has none on its way itself, and fences those of other
 * processes: who builds anew takes a later time, because the head that it reads has one.
 */
final class Settlement {

    /** By how much the processes' estimates of the database's clock may differ from it, amply. */
    private static final Duration CLOCK_ERROR_MAX = Duration.ofSeconds(5);

    private static final Duration WAIT = Duration.ofSeconds(1);

    private final LogStore store;
    private final AppendQueue queue;
    private final DurableHead durable;
    private final LogCondition condition;
    private final Queue<Question> questions = new ConcurrentLinkedQueue<>();
    private volatile Instant settledTo = Instant.MIN;

    private record Question(Instant time, CompletableFuture<Boolean> settled) {}

    Settlement(LogStore store, AppendQueue queue, DurableHead durable, LogCondition condition) {
        this.store = store;
        this.queue = queue;
        this.durable = durable;
        this.condition = condition;
    }

    /** False also when the writer does not come to answer in time. */
    boolean isSettled(Instant time) {
        if (isKnown(time) || condition.stopped()) {
            return isKnown(time);
        }
        Question question = new Question(time, new CompletableFuture<>());
        questions.add(question);
        queue.wake();
        try {
            return question.settled().get(WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (TimeoutException e) {
            questions.remove(question);
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("never completed exceptionally", e);
        }
    }

    private boolean isKnown(Instant time) {
        return !time.isAfter(settledTo) || !durable.get().recordedAt().isBefore(time);
    }

    /** Called by the writer, with no batch on its way. */
    void answer(CurrentTip tip) {
        List<Question> asked = new ArrayList<>();
        for (Question next = questions.poll(); next != null; next = questions.poll()) {
            asked.add(next);
        }
        if (asked.isEmpty()) {
            return;
        }
        try {
            Instant past = store.now().minus(CLOCK_ERROR_MAX).truncatedTo(ChronoUnit.MILLIS);
            boolean settles =
                    asked.stream().anyMatch(question -> !question.time().isAfter(past));
            if (settles
                    && past.isAfter(settledTo)
                    && !condition.stopped()
                    && (!store.shared() || tip.catchUp(() -> store.fence(past)))) {
                tip.settle(past);
                settledTo = past;
            }
        } catch (StorageException e) {
            condition.trouble("storage does not answer: cause=" + e.getMessage());
        }
        asked.forEach(question -> question.settled().complete(isKnown(question.time())));
    }
}
