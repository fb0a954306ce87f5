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
import org.messageledger.tree.Extension;
import org.messageledger.tree.Frontier;
import org.messageledger.tree.Hash;
import org.messageledger.tree.TreeHasher;

/**
 * Turns appends into the batch that follows a head. Pure: what the log holds comes in as arguments. An append sees what
 * the appends before it in the batch do to the streams.
 */
final class BatchBuilder {

    private final Instant recordedAt;
    private final Map<String, Long> lastSequenceNumbers;
    private final Set<UUID> taken;
    private final List<Batch.Row> rows = new ArrayList<>();
    private final List<KeyRow> keys = new ArrayList<>();
    private long nextLeafIndex;

    private BatchBuilder(long size, Instant recordedAt, Map<String, Long> lastSequenceNumbers, Set<UUID> present) {
        this.nextLeafIndex = size;
        this.recordedAt = recordedAt;
        this.lastSequenceNumbers = new HashMap<>(lastSequenceNumbers);
        this.taken = new HashSet<>(present);
    }

    /**
     * @param lastSequenceNumbers of all streams that the appends were decided on, or, of those they start, as far as
     *     known: there the unique index judges
     * @param present event ids known to be in the log
     */
    static Verdict.Built build(
            Frontier frontier,
            Instant recordedAt,
            List<Append> appends,
            Map<String, Long> lastSequenceNumbers,
            Set<UUID> present) {
        BatchBuilder builder = new BatchBuilder(frontier.head().size(), recordedAt, lastSequenceNumbers, present);
        List<Verdict> verdicts = new ArrayList<>(appends.size());
        for (Append append : appends) {
            verdicts.add(builder.add(append));
        }
        if (builder.rows.isEmpty()) {
            return new Verdict.Built(null, frontier, verdicts);
        }
        List<Hash> leaves = new ArrayList<>(builder.rows.size());
        for (Batch.Row row : builder.rows) {
            leaves.add(TreeHasher.leaf(row.entry().bytes()));
        }
        Extension extension = frontier.extend(leaves);
        Frontier after = extension.frontier();
        Batch batch =
                new Batch(builder.rows, builder.keys, extension.fullTiles(), after.head(), after.edge(), recordedAt);
        return new Verdict.Built(batch, after, verdicts);
    }

    private Verdict add(Append append) {
        List<UUID> duplicates = append.drafts().stream()
                .map(Draft::eventId)
                .filter(taken::contains)
                .toList();
        if (!duplicates.isEmpty()) {
            return new Verdict.Refused(new AppendOutcome.Duplicate(duplicates));
        }
        List<String> moved = moved(append);
        if (!moved.isEmpty()) {
            return new Verdict.Refused(new AppendOutcome.Moved(moved));
        }
        List<Batch.Row> added = new ArrayList<>(append.drafts().size());
        try {
            for (Draft draft : append.drafts()) {
                Entry entry = new Entry(
                        nextLeafIndex + added.size(),
                        draft.eventId(),
                        draft.stream(),
                        draft.sequenceNumber(),
                        draft.bytesAt(recordedAt));
                added.add(new Batch.Row(entry, draft.alone()));
            }
        } catch (RuntimeException e) {
            return new Verdict.Broken(e);
        }
        accept(append, added);
        return new Verdict.Accepted(nextLeafIndex - added.size());
    }

    private void accept(Append append, List<Batch.Row> added) {
        rows.addAll(added);
        keys.addAll(append.keys());
        nextLeafIndex += added.size();
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
            Long last = lastSequenceNumbers.get(stream);
            if (last != null && !last.equals(expected)) {
                moved.add(stream);
            }
        });
        return List.copyOf(moved);
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
