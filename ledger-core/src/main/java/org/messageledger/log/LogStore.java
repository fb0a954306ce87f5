package org.messageledger.log;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.messageledger.tree.Tile;

/**
 * What a group commit needs of a database. Methods throw {@link StorageException} when it does not answer; only {@link
 * #commit} reports that as a value, because there it matters when.
 *
 * <p>{@link #commit} and {@link #fence} are used by one thread at a time; so are {@link #now}, {@link
 * #lastSequenceNumbers} and {@link #conflicts}, also beside a commit, which MUST NOT hold them up. The reading side is
 * used by any number.
 */
public interface LogStore extends AutoCloseable {

    /**
     * Called once, before anything else. MUST refuse a database that may lose what it has committed, and MUST make
     * durable what an earlier process committed before it returns the head.
     */
    StoredHead open();

    /**
     * Whether other processes may append too. If so, what a query sees MUST be durable already; if not, rows may be
     * visible before {@link #commit} has made them durable, and readers have to be held back.
     */
    boolean shared();

    /** The head now. */
    StoredHead head();

    /** The database's clock, or an estimate of it that is never older than a second. MUST NOT be this process' clock. */
    Instant now();

    /**
     * Stores the batch in one transaction, if the head still has the expected size, root and epoch: head, entries, keys, full
     * tiles, batch row. MUST NOT report it as committed before it is durable, MUST NOT report it as not written unless
     * it can never appear. The epoch stays.
     */
    CommitResult commit(StoredHead expected, Batch batch);

    /**
     * Raises the epoch, and the head's time at least to {@code settled}, durably, and returns the head as it is then. After
     * that no commit that expects an earlier epoch can land, and whoever reads the head to build on records nothing before
     * {@code settled}, however late its estimate of the clock is.
     *
     * @param settled in whole milliseconds
     */
    StoredHead fence(Instant settled);

    /** The last sequence number of each of the streams, -1 when it has no event: one query. */
    Map<String, Long> lastSequenceNumbers(Collection<String> streams);

    /** Everything in the log that stands against a batch with these event ids and streams: one query. */
    Conflicts conflicts(Collection<UUID> eventIds, Collection<String> streams);

    /**
     * Entries from {@code leafIndex} on and below {@code sizeMax}, in order: at least one if there is one, at most {@code
     * countMax}, and none beyond the first {@link Log#PAGE_BYTES_MAX} bytes but the one that reaches them.
     */
    List<Entry> read(long leafIndex, int countMax, long sizeMax);

    /** The entries of these leaves, at most {@link Log#LEAVES_MAX}, as far as they are below {@code sizeMax}, in order. */
    List<Entry> read(Collection<Long> leafIndexes, long sizeMax);

    /** The stream's entries from this sequence number on and below leaf index {@code sizeMax}, in order. */
    List<Entry> readStream(String stream, long fromSequenceNumber, long sizeMax);

    Optional<Entry> find(UUID eventId);

    /** The head of the last batch that starts at or before this leaf: the one that stored it, if it is in the log. */
    Optional<Head> batchOf(long leafIndex);

    /** A full tile. */
    Optional<Tile> tile(int level, long index);

    /** Idempotent. */
    @Override
    void close();
}
