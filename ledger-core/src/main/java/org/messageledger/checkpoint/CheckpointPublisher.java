package org.messageledger.checkpoint;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs and publishes: every {@code interval} when the log has grown, and sooner when somebody asks for a leaf to be
 * covered, but never within {@code pause} of the time before. What is published has been stored before, in the database and
 * in the home. Runs a thread from {@link #start} to {@link #close}; all other methods may be called by any thread.
 */
public final class CheckpointPublisher implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(CheckpointPublisher.class);

    private final CheckpointSigner signer;
    private final LongSupplier logSize;
    private final Consumer<String> alarm;
    private final Duration interval;
    private final Duration pause;
    private final Clock clock;
    private final Thread thread = new Thread(this::run, "ledger-checkpoints");
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PublishedNotes published = new PublishedNotes();
    private long wantedSize;
    private int failures;
    private @Nullable Failing failing;
    private boolean closed;

    /**
     * That no checkpoint can be signed.
     *
     * @param why a clause for people, nothing secret: of the last try
     */
    public record Failing(Instant since, String why) {}

    /**
     * @param logSize how many leaves the log holds as far as this process knows; asked often
     * @param alarm told, in words, that the log does not follow from what was signed. Nothing is signed any more then; who
     *     is told must see to it that nothing is appended either
     * @param interval longer than {@code pause}
     * @param clock says when something was published, for people; nothing is decided by it
     */
    public CheckpointPublisher(
            CheckpointSigner signer,
            LongSupplier logSize,
            Consumer<String> alarm,
            Duration interval,
            Duration pause,
            Clock clock) {
        this.signer = signer;
        this.logSize = logSize;
        this.alarm = alarm;
        this.interval = interval;
        this.pause = pause;
        this.clock = clock;
        thread.setDaemon(true);
    }

    /** Signs what there is, so that a log which is not what was signed raises the alarm at once, and goes on from there. */
    public void start() {
        if (sign()) {
            thread.start();
        } else {
            end();
        }
    }

    /**
     * The newest one published by this process, with the cosignatures that have come so far. Empty only while the storage has
     * not answered since the start.
     */
    public Optional<SignedNote> newest() {
        return locked(() -> Optional.ofNullable(published.newest()));
    }

    /** Since when no checkpoint could be signed, though the log has grown, and why; empty while they can be. */
    public Optional<Failing> failing() {
        return locked(() -> Optional.ofNullable(failing));
    }

    /** When this process published the newest one; empty while there is none. */
    public Optional<Instant> newestAt() {
        return locked(() -> Optional.ofNullable(published.newestAt()));
    }

    /**
     * What to show to whoever asks for the newest: that one, or, for some seconds until it is witnessed too, the witnessed
     * one before it. Never one of a smaller tree than it has returned before.
     */
    public Optional<SignedNote> shown() {
        return locked(() -> Optional.ofNullable(published.shown(System.nanoTime())));
    }

    /** The newest one, once it is of a larger tree than this. Asks for none. @return empty when there is none within that time */
    public Optional<SignedNote> largerThan(long size, Duration atMost) throws InterruptedException {
        long nanos = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (published.newestSize() <= size) {
                if (closed || nanos <= 0) {
                    return Optional.empty();
                }
                nanos = changed.awaitNanos(nanos);
            }
            return Optional.ofNullable(published.newest());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Publishes cosignatures. One of a checkpoint that is not published yet is ignored.
     *
     * @param note a checkpoint of this log with all its cosignatures so far
     * @param isWitnessed whether they are enough
     */
    public void cosigned(SignedNote note, boolean isWitnessed) {
        long size = size(note);
        locked(() -> {
            published.cosigned(note, size, isWitnessed, System.nanoTime());
            return size;
        });
    }

    private <T> T locked(Supplier<T> reading) {
        lock.lock();
        try {
            return reading.get();
        } finally {
            lock.unlock();
        }
    }

    /** The size of the tree of the newest one published; 0 while there is none. */
    public long newestSize() {
        return locked(published::newestSize);
    }

    /** The size of the tree of the newest one that is witnessed, as far as this process knows; 0 while there is none. */
    public long witnessedSize() {
        return locked(published::witnessedSize);
    }

    /**
     * One of a tree of at least this size, once there is one: the newest that is witnessed, else the newest. Asks for one if
     * need be; all who wait share it.
     *
     * @return empty when there is none within that time, or none can be signed now: who waits would wait in vain
     */
    public Optional<SignedNote> covering(long size, Duration atMost) throws InterruptedException {
        long nanos = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            int failuresBefore = failures;
            wantedSize = Math.max(wantedSize, Math.min(size, logSize.getAsLong()));
            changed.signalAll();
            while (published.newest() == null || published.newestSize() < size) {
                if (closed || nanos <= 0 || failures != failuresBefore) {
                    return Optional.empty();
                }
                nanos = changed.awaitNanos(nanos);
            }
            return Optional.ofNullable(published.covering(size));
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (waits(pause, () -> false)
                    && waits(interval.minus(pause), () -> published.newestSize() < wantedSize)) {
                if (!sign()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            LOGGER.info("no more checkpoints are signed: interrupted");
        } finally {
            end();
        }
    }

    /** Until the time is over or there is a reason; false once it is closed. */
    private boolean waits(Duration atMost, BooleanSupplier reason) throws InterruptedException {
        long nanos = atMost.toNanos();
        lock.lock();
        try {
            while (!closed && nanos > 0 && !reason.getAsBoolean()) {
                nanos = changed.awaitNanos(nanos);
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** False when nothing may be signed any more. */
    private boolean sign() {
        if (newest().isPresent() && logSize.getAsLong() <= newestSize()) {
            return true;
        }
        try {
            publish(signer.sign());
            return true;
        } catch (RolledBackException e) {
            LOGGER.error("nothing is signed any more", e);
            alarm.accept(String.valueOf(e.getMessage()));
            return false;
        } catch (MissingKeyException e) {
            LOGGER.warn("no checkpoint is signed by this process: {}", e.getMessage());
            failed(String.valueOf(e.getMessage()));
            return true;
        } catch (IOException | UnsignedException | RuntimeException | Error e) { // ending would leave the log unsigned
            LOGGER.warn("no checkpoint could be signed; the next one may be", e);
            failed("the ledger's own log says why");
            return true;
        }
    }

    private void failed(String why) {
        lock.lock();
        try {
            failures++;
            failing = new Failing(failing == null ? clock.instant() : failing.since(), why);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void publish(SignedNote note) {
        long size = size(note);
        lock.lock();
        try {
            published.publish(note, size, clock.instant(), System.nanoTime());
            failing = null;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static long size(SignedNote note) {
        try {
            return Checkpoint.parse(note.text()).head().size();
        } catch (MalformedException e) {
            throw new IllegalStateException("signed something else than a checkpoint", e);
        }
    }

    private void end() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Signs no more; who waits is answered. Returns within some seconds. */
    @Override
    public void close() {
        end();
        boolean interrupted = false;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
