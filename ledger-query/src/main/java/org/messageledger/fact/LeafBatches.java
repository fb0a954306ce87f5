package org.messageledger.fact;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.messageledger.log.Entry;
import org.messageledger.log.Head;
import org.messageledger.log.Log;
import org.messageledger.wire.EntryReader;

/** The leaves from one on and below another, extracted, in batches that a transaction holds. Used by one thread at a time. */
final class LeafBatches {

    private final Log log;
    private final EntryReader reader = new EntryReader();
    private final long end;
    private final int batchSize;
    private final Deque<Entry> page = new ArrayDeque<>();
    private long nextLeaf;

    /** @param end not beyond the end of the log */
    LeafBatches(Log log, long first, long end, int batchSize) {
        this.log = log;
        this.nextLeaf = first;
        this.end = end;
        this.batchSize = batchSize;
        if (log.head().size() < end) {
            Head unused = log.headNow(); // another process has appended, and this one has not looked since
        }
    }

    /** Empty at the end. @throws FactStorageException which names the leaf that is missing or cannot be read */
    List<Extracted> next() {
        List<Extracted> batch = new ArrayList<>();
        int weight = 0;
        while (nextLeaf < end && batch.size() < batchSize && weight < WatchedLeaves.WEIGHT_MAX) {
            Extracted leaf = extract();
            batch.add(leaf);
            weight += leaf.weight();
            nextLeaf++;
        }
        return batch;
    }

    private Extracted extract() {
        if (page.isEmpty()) {
            page.addAll(log.read(nextLeaf, (int) Math.min(batchSize, end - nextLeaf)));
        }
        Entry entry = page.poll();
        if (entry == null || entry.leafIndex() != nextLeaf) {
            throw new FactStorageException("the log has no such leaf: leafIndex=" + nextLeaf);
        }
        try {
            return Extracted.of(nextLeaf, reader.read(entry.bytes()));
        } catch (RuntimeException e) {
            throw new FactStorageException("leaf cannot be read: leafIndex=" + nextLeaf, e);
        }
    }
}
