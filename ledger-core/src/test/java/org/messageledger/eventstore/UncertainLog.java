package org.messageledger.eventstore;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.messageledger.log.Append;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.Entry;
import org.messageledger.log.Head;
import org.messageledger.log.Log;
import org.messageledger.log.LogStatus;
import org.messageledger.log.StorageException;
import org.messageledger.tree.Hash;

/** A real log that can lose an answer, as when the connection breaks in a commit, and counts what it is asked. */
final class UncertainLog implements Log {

    private final Log real;
    private final AtomicLong streamsRead = new AtomicLong();
    private final AtomicLong eventsLookedFor = new AtomicLong();
    private final AtomicLong appendsThatMayRepeat = new AtomicLong();
    private volatile Runnable afterFind = () -> {};
    private volatile boolean losing;
    private volatile boolean writing;
    private volatile boolean uncertain;
    private volatile boolean certainAtOnce;
    private volatile boolean batchesUnreadable;

    UncertainLog(Log real) {
        this.real = real;
    }

    void loseTheNextAnswer(boolean written) {
        losing = true;
        writing = written;
    }

    /** The outcome is found out as soon as the answer is lost. */
    void becomeCertainAtOnce() {
        certainAtOnce = true;
    }

    void becomeCertain() {
        uncertain = false;
    }

    /** The storage says that an entry is there, and then no more. */
    void losesBatches(boolean unreadable) {
        batchesUnreadable = unreadable;
    }

    /** Happens once, when the next event has been looked for. */
    void afterFind(Runnable act) {
        afterFind = act;
    }

    long streamsRead() {
        return streamsRead.get();
    }

    long appendsThatMayRepeat() {
        return appendsThatMayRepeat.get();
    }

    long eventsLookedFor() {
        return eventsLookedFor.get();
    }

    @Override
    public CompletableFuture<AppendOutcome> append(Append append) {
        if (append.mayRepeat()) {
            appendsThatMayRepeat.incrementAndGet();
        }
        if (!losing) {
            return real.append(append);
        }
        losing = false;
        uncertain = !certainAtOnce;
        if (writing) {
            real.append(append).join();
        }
        return CompletableFuture.completedFuture(new AppendOutcome.Unknown());
    }

    @Override
    public Optional<Entry> find(UUID eventId) {
        eventsLookedFor.incrementAndGet();
        if (uncertain) {
            throw new StorageException("not known yet");
        }
        Optional<Entry> found = real.find(eventId);
        Runnable act = afterFind;
        afterFind = () -> {};
        act.run();
        return found;
    }

    @Override
    public Head head() {
        return real.head();
    }

    @Override
    public Head headNow() {
        return real.headNow();
    }

    @Override
    public List<Entry> read(long leafIndex, int countMax) {
        return real.read(leafIndex, countMax);
    }

    @Override
    public List<Entry> read(Collection<Long> leafIndexes) {
        return real.read(leafIndexes);
    }

    @Override
    public List<Entry> readStream(String stream, long fromSequenceNumber) {
        streamsRead.incrementAndGet();
        return real.readStream(stream, fromSequenceNumber);
    }

    @Override
    public Head batchOf(long leafIndex) {
        if (batchesUnreadable) {
            throw new StorageException("away");
        }
        return real.batchOf(leafIndex);
    }

    @Override
    public long sizeBefore(Instant time) {
        return real.sizeBefore(time);
    }

    @Override
    public boolean isSettled(Instant time) {
        return real.isSettled(time);
    }

    @Override
    public Hash rootAt(long size) {
        return real.rootAt(size);
    }

    @Override
    public byte[] tile(int level, long index, int width) {
        return real.tile(level, index, width);
    }

    @Override
    public boolean awaitMoreThan(long size, Duration atMost) throws InterruptedException {
        return real.awaitMoreThan(size, atMost);
    }

    @Override
    public void stop(String statement) {
        real.stop(statement);
    }

    @Override
    public LogStatus status() {
        return real.status();
    }

    @Override
    public void close() {
        real.close();
    }
}
