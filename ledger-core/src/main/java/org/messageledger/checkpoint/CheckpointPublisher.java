package org.messageledger.checkpoint;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
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
    private final Thread thread = new Thread(this::run, "ledger-checkpoints");
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable SignedNote newest;
    private long newestSize;
    private long wantedSize;
    private boolean closed;

    /**
     * @param logSize how many leaves the log holds as far as this process knows; asked often
     * @param alarm told, in words, that the log does not follow from what was signed. Nothing is signed any more then; who
     *     is told must see to it that nothing is appended either
     * @param interval longer than {@code pause}
     */
    public CheckpointPublisher(
            CheckpointSigner signer, LongSupplier logSize, Consumer<String> alarm, Duration interval, Duration pause) {
        this.signer = signer;
        this.logSize = logSize;
        this.alarm = alarm;
        this.interval = interval;
        this.pause = pause;
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

    /** The newest one published by this process. Empty only while the storage has not answered since the start. */
    public Optional<SignedNote> newest() {
        lock.lock();
        try {
            return Optional.ofNullable(newest);
        } finally {
            lock.unlock();
        }
    }

    /** The size of the tree of the newest one published; 0 while there is none. */
    public long newestSize() {
        lock.lock();
        try {
            return newestSize;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The newest one published, once it is of a tree of at least this size. Asks for one if need be; all who wait share
     * it.
     *
     * @return empty when there is none within that time
     */
    public Optional<SignedNote> covering(long size, Duration atMost) throws InterruptedException {
        long nanos = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            wantedSize = Math.max(wantedSize, Math.min(size, logSize.getAsLong()));
            changed.signalAll();
            while (newest == null || newestSize < size) {
                if (closed || nanos <= 0) {
                    return Optional.empty();
                }
                nanos = changed.awaitNanos(nanos);
            }
            return Optional.of(newest);
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (waits(pause, () -> false) && waits(interval.minus(pause), () -> newestSize < wantedSize)) {
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
        } catch (IOException | RuntimeException | Error e) { // a thread that ended of it would leave the log unsigned
            LOGGER.warn("no checkpoint could be signed; the next one may be", e);
            return true;
        }
    }

    private void publish(SignedNote note) {
        long size;
        try {
            size = Checkpoint.parse(note.text()).head().size();
        } catch (MalformedException e) {
            throw new IllegalStateException("signed something else than a checkpoint", e);
        }
        lock.lock();
        try {
            newest = note;
            newestSize = size;
            changed.signalAll();
        } finally {
            lock.unlock();
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
