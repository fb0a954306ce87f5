package org.messageledger.eventstore;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One command of each first event at a time in this process: whoever comes meanwhile waits, no longer than the deadline.
 */
final class Turns {

    private final Duration deadline;
    private final ConcurrentHashMap<UUID, CompletableFuture<Void>> taken = new ConcurrentHashMap<>();

    Turns(Duration deadline) {
        this.deadline = deadline;
    }

    /** What is done in a turn. MUST NOT throw where a future is returned. */
    interface Turn<A> {
        A take(boolean waited);
    }

    /**
     * Takes a turn, which is told whether another one has come before it.
     *
     * @param late the answer instead, when the deadline has passed or the thread is interrupted before
     */
    Answer await(UUID firstEventId, Turn<Answer> turn, Answer late) {
        long giveUpAt = System.nanoTime() + deadline.toNanos();
        CompletableFuture<Void> mine = new CompletableFuture<>();
        boolean waited = false;
        while (true) {
            CompletableFuture<Void> others = taken.putIfAbsent(firstEventId, mine);
            if (others == null) {
                break;
            }
            if (!ends(others, giveUpAt)) {
                return late;
            }
            waited = true;
        }
        try {
            return turn.take(waited);
        } finally {
            end(firstEventId, mine);
        }
    }

    private static boolean ends(CompletableFuture<Void> others, long giveUpAt) {
        try {
            others.get(giveUpAt - System.nanoTime(), TimeUnit.NANOSECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody completes it so", e);
        }
    }

    /**
     * As {@link #await}, but does not block: the turn lasts until what it returns is complete.
     *
     * @param later runs the turn if it does not come at once
     */
    CompletableFuture<Answer> then(
            UUID firstEventId, Turn<CompletableFuture<Answer>> turn, Answer late, Executor later) {
        return then(firstEventId, turn, late, later, System.nanoTime() + deadline.toNanos(), false);
    }

    private CompletableFuture<Answer> then(
            UUID firstEventId,
            Turn<CompletableFuture<Answer>> turn,
            Answer late,
            Executor later,
            long giveUpAt,
            boolean waited) {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> others = taken.putIfAbsent(firstEventId, mine);
        if (others == null) {
            return turn.take(waited).whenComplete((answer, failure) -> end(firstEventId, mine));
        }
        return others.thenApply(nothing -> true)
                .completeOnTimeout(false, giveUpAt - System.nanoTime(), TimeUnit.NANOSECONDS)
                .thenComposeAsync(
                        ended -> ended
                                ? then(firstEventId, turn, late, later, giveUpAt, true)
                                : CompletableFuture.completedFuture(late),
                        later);
    }

    private void end(UUID firstEventId, CompletableFuture<Void> mine) {
        taken.remove(firstEventId, mine);
        mine.complete(null);
    }
}
