package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.AppendOutcome.Appended;
import org.messageledger.log.Entry;
import org.messageledger.log.Log;
import org.messageledger.log.StorageException;

/**
 * Callers who append to a log until they are stopped: single events, several at once with a key, the next events of
 * streams that all of them move, events decided on such a stream. Who is told "unknown" asks, and tries again.
 */
final class Load {

    private static final int COUNTERS = 4;
    private static final int AWAIT_MILLIS = 20;

    private final Log log;
    private final Witness witness;
    private final Duration answerWithin;
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Thread> callers = new ArrayList<>();

    /** @param answerWithin the log's deadline, and what the machine may take on top of it */
    Load(Log log, Witness witness, int callers, long seed, Duration answerWithin) {
        this.log = log;
        this.witness = witness;
        this.answerWithin = answerWithin;
        for (int i = 0; i < callers; i++) {
            Random random = new Random(seed + i);
            Thread caller = new Thread(() -> call(random), "caller-" + i);
            this.callers.add(caller);
            caller.start();
        }
    }

    /** Waits for the answers under way. */
    void stop() {
        over.countDown();
        try {
            for (Thread caller : callers) {
                TimeUnit.MILLISECONDS.timedJoin(caller, answerWithin.toMillis() + 60_000);
                assertThat(caller.isAlive()).as("a caller that hangs").isFalse();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void call(Random random) {
        Map<String, Long> last = new HashMap<>();
        String own = "own-" + UUID.randomUUID();
        try {
            while (over.getCount() > 0) {
                int kind = random.nextInt(20);
                if (kind < 10) {
                    settle(Attempt.alone(1, kind == 0));
                } else if (kind < 13) {
                    settle(Attempt.alone(1 + random.nextInt(5), true));
                } else if (kind < 15) {
                    move(last, own, 1 + random.nextInt(3));
                } else if (kind < 18) {
                    move(last, counter(random), 1);
                } else {
                    read(last, counter(random));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            witness.fault("a caller met " + e);
        }
    }

    private static String counter(Random random) {
        return "counter-" + random.nextInt(COUNTERS);
    }

    private void move(Map<String, Long> last, String stream, int count) throws InterruptedException {
        long known = last.getOrDefault(stream, -1L);
        AppendOutcome outcome = settle(Attempt.next(stream, known, count));
        if (outcome instanceof Appended) {
            last.put(stream, known + count);
        } else if (!(outcome instanceof AppendOutcome.Pushback)) {
            look(last, stream, outcome instanceof AppendOutcome.Moved);
        }
    }

    private void read(Map<String, Long> last, String stream) throws InterruptedException {
        AppendOutcome outcome = settle(Attempt.reading(stream, last.getOrDefault(stream, -1L)));
        if (outcome instanceof AppendOutcome.Moved) {
            look(last, stream, true);
        }
    }

    /** Whoever is told that a stream has moved can see that. */
    private void look(Map<String, Long> last, String stream, boolean moved) {
        long known = last.getOrDefault(stream, -1L);
        try {
            List<Entry> news = log.readStream(stream, known + 1);
            if (!news.isEmpty()) {
                last.put(stream, news.get(news.size() - 1).sequenceNumber());
            } else if (moved) {
                witness.fault("moved, but nothing to be seen: stream=" + stream + " known=" + known);
            }
        } catch (StorageException e) {
            // Later, then.
        }
    }

    /** Tries until it is known what became of it; null when the time is over before. */
    private @Nullable AppendOutcome settle(Attempt attempt) throws InterruptedException {
        @Nullable AppendOutcome outcome = append(attempt);
        while (outcome instanceof AppendOutcome.Unknown) {
            if (!find(attempt)) {
                return null;
            }
            outcome = append(attempt);
        }
        if (outcome instanceof AppendOutcome.Pushback) {
            over.await(AWAIT_MILLIS, TimeUnit.MILLISECONDS);
        }
        return outcome;
    }

    private @Nullable AppendOutcome append(Attempt attempt) throws InterruptedException {
        witness.tries(attempt);
        try {
            AppendOutcome outcome = log.append(attempt.toAppend()).get(answerWithin.toMillis(), TimeUnit.MILLISECONDS);
            witness.told(attempt, outcome);
            return outcome;
        } catch (ExecutionException e) {
            witness.fault("exception instead of an answer: cause=" + e.getCause() + " for " + attempt.toLine());
        } catch (TimeoutException e) {
            witness.fault("no answer within " + answerWithin + " for " + attempt.toLine());
        }
        return null;
    }

    /** False when the time was over before anybody knew. */
    private boolean find(Attempt attempt) throws InterruptedException {
        do {
            try {
                witness.found(attempt, log.find(attempt.name()).isPresent());
                return true;
            } catch (StorageException e) {
                // Not known yet.
            }
        } while (!over.await(AWAIT_MILLIS, TimeUnit.MILLISECONDS));
        return false;
    }
}
