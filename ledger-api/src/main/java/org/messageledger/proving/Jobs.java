package org.messageledger.proving;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.messageledger.problem.Problem;
import org.messageledger.problem.ProblemException;

/**
 * The jobs of one kind: one runs at a time in this process, and the last few that have ended are remembered. Thread-safe.
 *
 * @param <R> what comes of one
 */
public final class Jobs<R> implements AutoCloseable {

    /** How many can be asked for, the running one included. */
    static final int KEPT_MAX = 16;

    /** What is said while one is running, for the documentation. */
    static final String RUNNING_EXAMPLE = """
            {"type": "urn:message-ledger:problem:already-running", "title": "One is running already", "status": 409,
             "detail": "Wait for the one that running names, or cancel it: one at a time is run.",
             "running": "0b6f4f0e-6f5c-4a58-9d4e-5f0d7c1d3c11"}""";

    private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);

    private final String name;
    private final Clock clock;
    private final Deque<Job<R>> newestFirst = new ArrayDeque<>();
    private boolean closed;

    /** @param name of the threads */
    public Jobs(String name, Clock clock) {
        this.name = name;
        this.clock = clock;
    }

    /** @throws ProblemException 409 while one is running */
    synchronized Job<R> start(Job.Work<R> work) {
        Optional<Job<R>> running = newestFirst.stream().filter(Job::isRunning).findFirst();
        if (running.isPresent()) {
            throw new ProblemException(Problem.of(
                            "already-running",
                            409,
                            "One is running already",
                            "Wait for the one that running names, or cancel it: one at a time is run.")
                    .with("running", running.get().id()));
        }
        if (closed) {
            throw new IllegalStateException("nothing is started any more");
        }
        Job<R> job = new Job<>(name, work, clock);
        job.start(); // one that has no thread would count as running for ever
        newestFirst.addFirst(job);
        if (newestFirst.size() > KEPT_MAX) {
            newestFirst.removeLast();
        }
        return job;
    }

    /** @throws ProblemException 404 when it is not known, or not any more */
    synchronized Job<R> get(String id) {
        return newestFirst.stream()
                .filter(job -> job.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.of(
                        "not-found",
                        404,
                        "There is nothing here",
                        "Only the last " + KEPT_MAX + " since the ledger was started are remembered: start another.")));
    }

    /** Cancels what runs, and waits a while for it to end. */
    @Override
    public void close() {
        Optional<Job<R>> running;
        synchronized (this) {
            closed = true;
            running = newestFirst.stream().filter(Job::isRunning).findFirst();
        }
        if (running.isPresent()) {
            running.get().cancel();
            try {
                running.get().await(ENDS_WITHIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
