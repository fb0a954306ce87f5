package org.messageledger.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messageledger.log.StoredRows;
import org.messageledger.log.StoredRows.EntryRow;
import org.messageledger.wire.EntryReader;
import org.messageledger.wire.EntryReader.WithSealed;
import org.messageledger.wire.SealedValue;
import org.messageledger.wire.StoredEvent;
import org.messageledger.wire.UnreadableEntryException;

/** Rows of entries against the entries' own bytes: what the columns repeat, the order in streams, time that never goes back. */
final class EntryRows {

    static final String TABLE = "entries";

    private final StoredRows rows;
    private final Findings findings;
    private final EntryReader reader = new EntryReader();
    private Instant last = Instant.MIN;

    EntryRows(StoredRows rows, Findings findings) {
        this.rows = rows;
        this.findings = findings;
    }

    /** A row, and what its entry says; absent when it cannot be read. */
    record ReadRow(EntryRow row, @Nullable WithSealed entry) {

        long leafIndex() {
            return row.leafIndex();
        }

        List<SealedValue> sealed() {
            return entry == null ? List.of() : entry.sealed();
        }
    }

    /** Rows where none may be. */
    void before(long first) {
        for (EntryRow row : rows.entries(Long.MIN_VALUE, first, Findings.LISTED_MAX)) {
            findings.ofLeaf(row.leafIndex(), "stands before the first leaf");
        }
    }

    /** The rows of these leaves; those that are missing are told of. */
    List<ReadRow> read(long first, long end) {
        List<ReadRow> read = new ArrayList<>();
        long next = first;
        for (EntryRow row : rows.entries(first, end, Math.toIntExact(end - first))) {
            missing(next, row.leafIndex());
            read.add(new ReadRow(row, read(row)));
            next = row.leafIndex() + 1;
        }
        missing(next, end);
        for (long leaf : rows.withoutPredecessor(first, end)) {
            findings.ofLeaf(leaf, "the event before it in its stream is missing, or stands behind it");
        }
        return read;
    }

    void missing(long first, long end) {
        if (end > first + 1) {
            findings.add(TABLE, first, "leaves " + first + " to " + (end - 1), "the entries are missing (deleted)");
        } else if (end > first) {
            findings.ofLeaf(first, "the entry is missing (deleted)");
        }
    }

    private @Nullable WithSealed read(EntryRow row) {
        try {
            WithSealed entry = reader.readWithSealed(row.entry());
            compare(row, entry.event());
            return entry;
        } catch (UnreadableEntryException e) {
            findings.ofLeaf(row.leafIndex(), "the entry cannot be read: " + e.getMessage());
            return null;
        }
    }

    private void compare(EntryRow row, StoredEvent event) {
        differs(row, "event_id", row.eventId(), event.eventId());
        differs(row, "sequence_number", row.sequenceNumber(), event.sequenceNumber());
        boolean alone = event.stream().equals(event.eventId().toString());
        differs(row, "stream", String.valueOf(row.stream()), alone ? "null" : event.stream());
        if (event.recordedAt().isBefore(last)) {
            findings.ofLeaf(
                    row.leafIndex(),
                    "was recorded at " + event.recordedAt() + ", the entry before it at " + last + ": time went back");
        }
        last = event.recordedAt();
    }

    private void differs(EntryRow row, String column, Object stored, Object own) {
        if (!stored.equals(own)) {
            findings.ofLeaf(
                    row.leafIndex(), "the column " + column + " holds " + stored + ", the entry itself says " + own);
        }
    }
}
