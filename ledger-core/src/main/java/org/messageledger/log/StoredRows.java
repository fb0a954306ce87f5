package org.messageledger.log;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The log's rows as they are stored, for who checks them: also those that should not be there, none understood, none left
 * out. May be used by any thread, beside a log that grows. Methods throw {@link StorageException} when the storage does not
 * answer, or the head's row is gone.
 */
public interface StoredRows {

    /**
     * How far the tables reach, all at one moment.
     *
     * @param headRows how many rows the head's table has; the one here is any of them
     * @param entriesEnd behind the last entry; 0 without one
     * @param batchesEnd behind the last batch row's first leaf
     * @param checkpointsEnd behind the last checkpoint's size
     * @param tiles how many rows there are, of all levels
     * @param contentKeys how many rows of wrapped keys there are that are not the ledger's own
     * @param now the database's clock
     */
    record Extent(
            HeadRow head,
            long headRows,
            long entriesEnd,
            long batchesEnd,
            long checkpointsEnd,
            long tiles,
            long contentKeys,
            Instant now) {}

    /** The head's row. */
    @SuppressWarnings("ArrayRecordComponent") // carriers, never compared: this one and those below
    record HeadRow(long size, byte[] root, byte[] rightEdge, long recordedAtMillis, long epoch) {}

    /** A row of entries. */
    @SuppressWarnings("ArrayRecordComponent")
    record EntryRow(long leafIndex, UUID eventId, @Nullable String stream, long sequenceNumber, byte[] entry) {}

    /** A row of batches. */
    @SuppressWarnings("ArrayRecordComponent")
    record BatchRow(long firstLeaf, long size, byte[] root, long recordedAtMillis) {}

    /** A row of checkpoints. */
    @SuppressWarnings("ArrayRecordComponent")
    record CheckpointRow(long size, byte[] note) {}

    Extent extent();

    /** Rows from this leaf index on, which may be negative, and below {@code end}; in order, at most {@code countMax}. */
    List<EntryRow> entries(long leafIndex, long end, int countMax);

    /** Rows from this first leaf on and below {@code end}; in order, at most {@code countMax}. */
    List<BatchRow> batches(long firstLeaf, long end, int countMax);

    /** Rows from this size on and below {@code end}; in order, at most {@code countMax}. */
    List<CheckpointRow> checkpoints(long size, long end, int countMax);

    /** The hashes of one row of tiles, however many there are. */
    Optional<byte[]> tile(int level, long index);

    /** Wrapped keys with these ids: those that are there. */
    List<KeyRow> keys(Collection<UUID> keyIds);

    /** Wrapped keys of these kinds; not for one of which there is no bound. */
    List<KeyRow> keysOfKinds(Collection<String> kinds);

    /**
     * Leaf indexes, from {@code first} on and below {@code end}, of rows whose sequence number, if it is above 0, follows none
     * of the same stream with a smaller leaf index.
     */
    List<Long> withoutPredecessor(long first, long end);
}
