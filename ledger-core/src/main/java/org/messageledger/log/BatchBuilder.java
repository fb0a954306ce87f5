package org.messageledger.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.messageledger.tree.Extension;
import org.messageledger.tree.Frontier;
import org.messageledger.tree.Hash;
import org.messageledger.tree.TreeHasher;

/**
 * Turns appends, one after the other, into the batch that follows a head or a batch on its way. Pure: what the log holds
 * comes in as arguments. An append sees what the appends before it do to the streams.
 */
final class BatchBuilder {

    private final Frontier frontier;
    private final Instant recordedAt;
    private final byte[] recordedAtText;
    private @Nullable BatchBuilder before;
    private final Map<String, Long> lastSequenceNumbers = new HashMap<>();
    private final Set<UUID> taken = new HashSet<>();
    private final List<Batch.Row> rows = new ArrayList<>();
    private final List<KeyRow> keys = new ArrayList<>();
    private final List<Hash> leaves = new ArrayList<>();
    private final List<Verdict> verdicts = new ArrayList<>();

    private BatchBuilder(Frontier frontier, Instant recordedAt, @Nullable BatchBuilder before) {
        this.frontier = frontier;
        this.recordedAt = recordedAt;
        this.recordedAtText = Draft.text(recordedAt);
        this.before = before;
    }

    /** Of a batch on top of what is durable. */
    static BatchBuilder on(Frontier frontier, Instant recordedAt) {
        return new BatchBuilder(frontier, recordedAt, null);
    }

    /** Of a batch on top of a built one, which may only be stored if that one is. */
    static BatchBuilder after(BatchBuilder before, Frontier frontier, Instant recordedAt) {
        return new BatchBuilder(frontier, recordedAt, before);
    }

    /** Event ids known to be in the log. */
    void knowPresent(Set<UUID> eventIds) {
        taken.addAll(eventIds);
    }

    /** Where streams are, as of what the batch is built on. What appends have done to them since stays. */
    void know(Map<String, Long> positions) {
        positions.forEach(lastSequenceNumbers::putIfAbsent);
    }

    /** Where the stream is behind all appends so far, as far as known. */
    @Nullable
    Long lastOf(String stream) {
        Long last = lastSequenceNumbers.get(stream);
        return last == null && before != null ? before.lastSequenceNumbers.get(stream) : last;
    }

    /** The streams that the append was decided on must be known, or, if it starts them, the unique index judges. */
    void add(Append append) {
        verdicts.add(verdict(append));
    }

    private Verdict verdict(Append append) {
        List<UUID> duplicates = append.drafts().stream()
                .map(Draft::eventId)
                .filter(this::isTaken)
                .toList();
        if (!duplicates.isEmpty()) {
            return new Verdict.Refused(new AppendOutcome.Duplicate(duplicates));
        }
        List<String> moved = moved(append);
        long first = frontier.size() + rows.size();
        if (!moved.isEmpty() || (append.firstLeafIndex() != null && append.firstLeafIndex() != first)) {
            return new Verdict.Refused(new AppendOutcome.Moved(moved));
        }
        List<Batch.Row> added = new ArrayList<>(append.drafts().size());
        try {
            for (Draft draft : append.drafts()) {
                Entry entry = new Entry(
                        first + added.size(),
                        draft.eventId(),
                        draft.stream(),
                        draft.sequenceNumber(),
                        draft.bytesAt(recordedAtText));
                added.add(new Batch.Row(entry, draft.alone()));
            }
        } catch (RuntimeException e) {
            return new Verdict.Broken(e);
        }
        accept(append, added);
        return new Verdict.Accepted(first);
    }

    private boolean isTaken(UUID eventId) {
        return taken.contains(eventId) || (before != null && before.taken.contains(eventId));
    }

    private void accept(Append append, List<Batch.Row> added) {
        rows.addAll(added);
        keys.addAll(append.keys());
        for (Batch.Row row : added) {
            leaves.add(TreeHasher.leaf(row.entry().bytes()));
        }
        for (Draft draft : append.drafts()) {
            taken.add(draft.eventId());
            if (!draft.alone()) {
                lastSequenceNumbers.put(draft.stream(), draft.sequenceNumber());
            }
        }
    }

    private List<String> moved(Append append) {
        Set<String> moved = new LinkedHashSet<>();
        expected(append).forEach((stream, expected) -> {
            Long last = lastOf(stream);
            if (last != null && !last.equals(expected)) {
                moved.add(stream);
            }
        });
        return List.copyOf(moved);
    }

    Verdict.Built build() {
        if (rows.isEmpty()) {
            return new Verdict.Built(null, frontier, lastSequenceNumbers, verdicts);
        }
        Extension extension = frontier.extend(leaves);
        Frontier after = extension.frontier();
        Batch batch = new Batch(rows, keys, extension.fullTiles(), after.head(), after.edge(), recordedAt);
        return new Verdict.Built(batch, after, lastSequenceNumbers, verdicts);
    }

    /** What this batch was built on is durable: whoever asks the log sees it. */
    void beforeIsDurable() {
        before = null;
    }

    /** Where the append needs its streams to be, all but those it is alone in. */
    static Map<String, Long> expected(Append append) {
        Map<String, Long> expected = new LinkedHashMap<>();
        for (StreamPosition position : append.decidedOn()) {
            expected.put(position.stream(), position.lastSequenceNumber());
        }
        for (Draft draft : append.drafts()) {
            if (draft.alone()) {
                expected.remove(draft.stream());
            }
        }
        // Contiguous within the append and with what it was decided on: AppendCheck has seen to that.
        for (Draft draft : append.drafts()) {
            if (!draft.alone()) {
                expected.putIfAbsent(draft.stream(), draft.sequenceNumber() - 1);
            }
        }
        return expected;
    }
}
