package org.messageledger.proving;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A long piece of work that somebody has asked for: how far it is, and what came of it. It runs in a thread of its own; any
 * thread may ask or cancel.
 *
 * @param <R> what comes of it
 */
public final class Job<R> {

    /** What becomes of a job. */
    enum State {
        RUNNING,
        DONE,
        CANCELLED,
        FAILED
    }

    /** Is told how far the work is. */
    public interface Course {

        /**
         * To be called at least every second or so: it is here that work which was cancelled ends.
         *
         * @param total may grow
         * @throws CancellationException when the work was cancelled: let it pass
         */
        void at(long done, long total);
    }

    /**
     * The work itself.
     *
     * @param <R> what comes of it
     */
    public interface Work<R> {
        /** Is not interrupted: an interrupt in the middle of its input and output would close an embedded database. */
        R run(Course course) throws Exception;
    }

    private static final Logger LOGGER = LoggerFactory.getLogger(Job.class);

    private final String id = UUID.randomUUID().toString();
    private final Clock clock;
    private final Instant startedAt;
    private final Thread thread;
    private volatile boolean cancelled;
    private State state = State.RUNNING;
    private long done;
    private long total;
    private @Nullable Instant endedAt;
    private @Nullable R result;

    Job(String name, Work<R> work, Clock clock) {
        this.clock = clock;
        this.startedAt = clock.instant();
        this.thread = new Thread(() -> run(work), name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run(Work<R> work) {
        try {
            end(State.DONE, work.run(this::at));
        } catch (CancellationException e) {
            end(State.CANCELLED, null);
        } catch (Exception | Error e) { // whatever it is, who asks must hear that nothing came of it
            LOGGER.error("{} {} could not be finished", thread.getName(), id, e);
            end(State.FAILED, null);
        }
    }

    private synchronized void at(long nowDone, long nowTotal) {
        if (cancelled) {
            throw new CancellationException("cancelled");
        }
        done = nowDone;
        total = nowTotal;
    }

    private synchronized void end(State how, @Nullable R what) {
        state = how;
        result = what;
        endedAt = clock.instant();
    }

    /** Ends it within a second or so; has no effect on one that has ended. */
    void cancel() {
        cancelled = true;
    }

    /** Waits for its end. */
    void await(Duration atMost) throws InterruptedException {
        thread.join(atMost.toMillis());
    }

    String id() {
        return id;
    }

    synchronized boolean isRunning() {
        return state == State.RUNNING;
    }

    synchronized JobItem<R> item() {
        Instant until = endedAt == null ? clock.instant() : endedAt;
        double seconds = Math.max(1e-3, Duration.between(startedAt, until).toNanos() / 1e9);
        double perSecond = done / seconds;
        Long remaining =
                state == State.RUNNING && done > 0 ? Long.valueOf(Math.round((total - done) / perSecond)) : null;
        String failure = state == State.FAILED ? "It could not be finished; the ledger's own log says why." : null;
        return new JobItem<>(
                id,
                state,
                JobItem.time(startedAt),
                endedAt == null ? null : JobItem.time(endedAt),
                done,
                total,
                Math.round(perSecond),
                remaining,
                failure,
                result);
    }
}
