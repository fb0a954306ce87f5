package org.messageledger.log;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.messageledger.tree.Frontier;

/**
 * Where the next batch goes, and what is remembered as of there. Follows the store, and stops the log when a head that it
 * reads contradicts what was written or shown. Used by the writer thread only.
 */
final class CurrentTip {

    private final LogStore store;
    private final LogSettings settings;
    private final DurableHead durable;
    private final LogCondition condition;
    private final StreamPositions positions;
    private Instant settled = Instant.EPOCH;
    private Tip tip;

    CurrentTip(LogStore store, LogSettings settings, DurableHead durable, LogCondition condition, Tip tip) {
        this.store = store;
        this.settings = settings;
        this.durable = durable;
        this.condition = condition;
        this.positions = new StreamPositions(settings.streamsKnownMax());
        this.tip = tip;
    }

    StoredHead head() {
        return tip.head();
    }

    /** No entry that comes is recorded before: neither before the newest one, nor before what was called settled. */
    Instant recordedAtMin() {
        Instant newest = tip.head().recordedAt();
        return newest.isAfter(settled) ? newest : settled;
    }

    /** In whole milliseconds. The database's clock may go back; what was told of it holds. */
    void settle(Instant time) {
        settled = time;
    }

    Frontier frontier() {
        return tip.frontier();
    }

    /** Whether readers have seen entries that another process has put beyond the tip. */
    boolean behindReaders() {
        return durable.get().size() > tip.size();
    }

    /**
     * Adds appends to a batch; what is not known of the streams they were decided on, and which of those that may repeat do,
     * is asked for in one query. Of a single one the unique index may judge: a batch that fails for it is a small one.
     */
    void add(BatchBuilder builder, List<Pending> appends) {
        Set<String> unknown = new HashSet<>();
        Set<UUID> mayRepeat = new HashSet<>();
        for (Pending pending : appends) {
            Append append = pending.append();
            if (append.mayRepeat() && appends.size() > 1) {
                mayRepeat.add(append.drafts().get(0).eventId());
            }
            for (Map.Entry<String, Long> expected :
                    BatchBuilder.expected(append).entrySet()) {
                String stream = expected.getKey();
                if (builder.lastOf(stream) != null) {
                    continue; // and a batch on its way may have moved it since
                }
                Long known = positions.lastOf(stream);
                if (known != null) {
                    builder.know(Map.of(stream, known));
                } else if (!starts(append, stream)) {
                    unknown.add(stream);
                }
            }
        }
        if (!mayRepeat.isEmpty()) {
            Conflicts there = store.conflicts(mayRepeat, unknown);
            builder.knowPresent(there.eventIds());
            builder.know(there.lastSequenceNumbers());
        } else if (!unknown.isEmpty()) {
            builder.know(store.lastSequenceNumbers(unknown));
        }
        appends.forEach(pending -> builder.add(pending.append()));
    }

    private static boolean starts(Append append, String stream) {
        return append.drafts().stream()
                .anyMatch(draft -> !draft.alone()
                        && draft.sequenceNumber() == 0
                        && draft.stream().equals(stream));
    }

    /** The batch is durable: the next one goes behind it, and readers may see it. */
    void advance(Batch stored, Verdict.Built built) {
        StoredHead head = new StoredHead(
                stored.tree(), stored.edge(), stored.recordedAt(), tip.head().epoch());
        tip = new Tip(head, built.frontier());
        positions.learn(built.lastSequenceNumbers());
        durable.advance(head.head());
    }

    /** Moves to the head that is read now; false, and the log stopped, when it contradicts what is known. */
    boolean catchUp(Supplier<StoredHead> reading) {
        Head shown = durable.get(); // before the reading: the follower may show a newer one meanwhile
        StoredHead read = reading.get();
        Optional<String> contradiction = HeadCheck.contradiction(
                        store, tip.head().head(), read.head())
                .or(() -> HeadCheck.contradiction(store, shown, read.head()));
        if (contradiction.isPresent()) {
            condition.stop(contradiction.get());
            return false;
        }
        positions.forget();
        try {
            tip = tip.follow(store, read);
        } catch (IllegalStateException e) {
            condition.stop(String.valueOf(e.getMessage()));
            return false;
        }
        durable.advance(read.head());
        return true;
    }

    /** Whether the newest entry is so far ahead of the database's clock that the log must wait: a trouble. */
    boolean tooFarAhead(Instant now) {
        Instant recordedAt = recordedAtMin();
        boolean ahead = recordedAt.isAfter(now.plus(settings.headAheadMax()));
        if (ahead) {
            condition.trouble(
                    "head is ahead of the database's clock: recordedAt=" + recordedAt + " databaseClock=" + now);
        }
        return ahead;
    }
}
