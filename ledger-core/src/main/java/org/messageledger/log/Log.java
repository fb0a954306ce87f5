package org.messageledger.log;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.messageledger.tree.Hash;

/**
 * One append-only log: leaf indexes 0, 1, 2 … without a gap, the only global order.
 *
 * <p>Everything that reading methods return is durable (synced to disk) and in the tree. Implementations MUST NOT
 * acknowledge or show an entry before that, and MUST NOT lose one afterwards. All methods may be called by any thread.
 * Reading methods throw {@link StorageException} when the storage does not answer.
 */
public interface Log extends AutoCloseable {

    /** Most bytes of one entry; larger ones must be refused before they come here. */
    int ENTRY_BYTES_MAX = 60_000;

    /** Once a page of entries has this many bytes it ends. */
    int PAGE_BYTES_MAX = 8 * 1024 * 1024;

    /** Most leaves that are asked for by name at once: however large, a page. */
    int LEAVES_MAX = PAGE_BYTES_MAX / ENTRY_BYTES_MAX;

    /**
     * Appends all drafts of the command at consecutive leaf indexes, or none.
     *
     * <p>The future completes normally with one of the {@link AppendOutcome}s, within the log's append deadline; only a
     * bug completes it exceptionally. What is chained to it may run on one of the log's threads, and MUST NOT block there;
     * it may close the log. Nobody need block for others' appends: what arrives while a batch commits is
     * gathered into the next one.
     */
    CompletableFuture<AppendOutcome> append(Append append);

    /** The newest durable head that this process knows of. Never goes back. */
    Head head();

    /**
     * The newest durable head, whichever process has moved it: what was acknowledged anywhere before the call is below it,
     * and reading methods show it from now on. Asks the storage only where other processes append too.
     *
     * @throws StorageException also when the log has stopped
     */
    Head headNow();

    /**
     * A page of durable entries from {@code leafIndex} on, in order: at least one if there is one, at most {@code
     * countMax}, and none beyond the first {@link #PAGE_BYTES_MAX} bytes but the one that reaches them. Empty only at the
     * end of the log.
     */
    List<Entry> read(long leafIndex, int countMax);

    /**
     * The durable entries of these leaves, in order.
     *
     * @param leafIndexes at most {@link #LEAVES_MAX}, in any order
     * @throws StorageException also when one is missing
     */
    List<Entry> read(Collection<Long> leafIndexes);

    /** All durable entries of the stream with at least this sequence number, in order. */
    List<Entry> readStream(String stream, long fromSequenceNumber);

    /**
     * The durable entry of this event, if there is one.
     *
     * @throws StorageException also while it is not known whether an append that was answered with {@link
     *     AppendOutcome.Unknown} will land
     */
    Optional<Entry> find(UUID eventId);

    /**
     * The batch that stored the leaf: what the first receipt said.
     *
     * @throws IllegalArgumentException when the leaf is not in the log
     */
    Head batchOf(long leafIndex);

    /** How many durable leaves were recorded before this time. */
    long sizeBefore(Instant time);

    /**
     * Whether {@link #sizeBefore} of this time has its last value: no entry that comes later, from whatever process, will
     * have an earlier recordedAt. Once true, always true. So it is when a leaf was recorded at or after the time, else
     * when the database's clock has passed it by 5 s and nothing built before can land any more; false while that is not
     * certain. Waits at most a second for the storage.
     */
    boolean isSettled(Instant time);

    /**
     * The root of the first {@code size} leaves, as the tree was when it had that size.
     *
     * @throws IllegalArgumentException when the log is smaller
     */
    Hash rootAt(long size);

    /**
     * The first {@code width} hashes of a tile of the durable tree, 32 bytes each (c2sp.org/tlog-tiles). They never change.
     *
     * @param level 0 to 7
     * @param width 1 to 256
     * @throws IllegalArgumentException when there is no such tile, or the tree does not hold all these hashes yet
     */
    byte[] tile(int level, long index, int width);

    /** Waits until the log holds more than {@code size} leaves or the time is over; true when it does. */
    boolean awaitMoreThan(long size, Duration atMost) throws InterruptedException;

    /** How the log is: appends possible, or why not. Readiness asks this. */
    LogStatus status();

    /**
     * Takes no more appends until the process ends; what is there is read as before. For who has found that the log is not
     * what it was: {@code statement} says so, without personal data.
     */
    void stop(String statement);

    /** Takes no more appends, finishes the batch under way, answers the rest with pushback. Idempotent. */
    @Override
    void close();
}
