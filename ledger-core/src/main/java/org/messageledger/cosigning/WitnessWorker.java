package org.messageledger.cosigning;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.messageledger.checkpoint.CheckpointPublisher;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.checkpoint.VerifierKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has one witness cosign the newest checkpoint, each time there is a newer one. After trouble it rests, twice as long each
 * time, up to a bound; what it sends then is again the newest. Has a thread of its own, so that no other waits for it.
 */
final class WitnessWorker {

    private static final Logger LOGGER = LoggerFactory.getLogger(WitnessWorker.class);
    private static final Duration LOOK_AROUND = Duration.ofSeconds(1);
    private static final Duration BREATH = Duration.ofMillis(50);

    private final WitnessAddress witness;
    private final CheckpointPublisher publisher;
    private final Submission submission;
    private final Cosignatures cosignatures;
    private final Clock clock;
    private final Pace pace;
    private final CompletableFuture<Void> closed;
    private final Thread thread;
    private long cosignedSize;
    private @Nullable String trouble;
    private @Nullable Instant troubleAt;
    private boolean contradicts;

    WitnessWorker(
            WitnessAddress witness,
            CheckpointPublisher publisher,
            Submission submission,
            Cosignatures cosignatures,
            Clock clock,
            Pace pace,
            CompletableFuture<Void> closed) {
        this.witness = witness;
        this.publisher = publisher;
        this.submission = submission;
        this.cosignatures = cosignatures;
        this.clock = clock;
        this.pace = pace;
        this.closed = closed;
        this.thread = new Thread(this::run, "ledger-witness " + witness.name());
        thread.setDaemon(true);
    }

    /** @param known the largest tree that the witness is known to have cosigned */
    void start(long known) {
        submission.believe(known);
        synchronized (this) {
            cosignedSize = known;
        }
        thread.start();
    }

    VerifierKey key() {
        return witness.key();
    }

    void awaitEnd(long atMostNanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, atMostNanos));
    }

    synchronized WitnessStatus status() {
        return new WitnessStatus(witness.name(), witness.url(), cosignedSize, trouble, troubleAt, contradicts);
    }

    private void run() {
        long doneSize = 0;
        int failures = 0;
        long restUntil = System.nanoTime();
        try {
            while (!closed.isDone()) {
                Optional<SignedNote> newest = publisher.largerThan(doneSize, LOOK_AROUND);
                if (newest.isEmpty()) {
                    rest(BREATH.toNanos()); // a publisher that has ended lets nobody wait
                    continue;
                }
                boolean rests = restUntil - System.nanoTime() > 0;
                Submission.Result result = step(newest.get(), rests);
                if (result.isDone()) {
                    doneSize = result.size();
                    failures = 0;
                    told(result);
                    continue;
                }
                if (result.trouble() != null && !closed.isDone()) {
                    failures++;
                    restUntil = System.nanoTime() + pace.restAfter(failures).toNanos();
                    told(result);
                } else if (!rests) { // it is ahead, and would say so again
                    restUntil = System.nanoTime() + LOOK_AROUND.toNanos();
                }
                rest(Math.min(LOOK_AROUND.toNanos(), Math.max(1, restUntil - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            LOGGER.info("the witness is not asked any more, interrupted: witness={}", witness.name());
        }
    }

    /** Takes what another process has got, else asks, unless it rests. */
    private Submission.Result step(SignedNote newest, boolean rests) throws InterruptedException {
        long size = Submission.size(newest);
        try {
            if (cosignatures.adopt(newest, size, witness.key())) {
                submission.believe(size);
                return Submission.Result.done(size);
            }
            return rests ? Submission.Result.later(size) : submission.send(newest, size);
        } catch (IOException | RuntimeException | Error e) { // a thread that ended of it would never ask again
            LOGGER.warn("a witness could not be asked; it will be again: witness={}", witness.name(), e);
            return Submission.Result.trouble(
                    size, "was not asked, or not heard: the ledger's own storage or program is in trouble", false);
        }
    }

    private void told(Submission.Result result) {
        boolean isNews;
        synchronized (this) {
            isNews = result.trouble() != null && !result.trouble().equals(trouble);
            boolean begins = trouble == null || contradicts != result.contradicts();
            trouble = result.trouble();
            contradicts = result.contradicts();
            if (trouble == null) {
                troubleAt = null;
                cosignedSize = Math.max(cosignedSize, result.size());
            } else if (begins) {
                troubleAt = clock.instant();
            }
        }
        if (isNews && result.contradicts()) {
            LOGGER.error("THE LOG IS CONTRADICTED: the witness {} {}", witness.name(), result.trouble());
        } else if (isNews) {
            LOGGER.warn("the witness {} {}", witness.name(), result.trouble());
        }
    }

    private void rest(long nanos) throws InterruptedException {
        try {
            closed.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return; // nobody has closed it
        } catch (ExecutionException e) {
            throw new IllegalStateException("closing fails", e);
        }
    }
}
