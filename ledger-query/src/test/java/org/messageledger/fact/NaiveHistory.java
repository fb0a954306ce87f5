package org.messageledger.fact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.messageledger.log.Entry;
import org.messageledger.log.Log;
import org.messageledger.tree.Hash;
import org.messageledger.tree.TreeHasher;
import org.messageledger.wire.EntryReader;

/** The tree's history the slow way: from the entries, every root anew by the rule as it is written. */
public final class NaiveHistory {

    private final Log log;
    private final EntryReader reader = new EntryReader();
    private final List<Hash> leaves = new ArrayList<>();
    private final List<Instant> times = new ArrayList<>();

    NaiveHistory(Log log) {
        this.log = log;
    }

    public Hash rootAt(long size) {
        grow();
        return root(leaves.subList(0, Math.toIntExact(size)));
    }

    public long sizeBefore(Instant time) {
        grow();
        return times.stream().filter(recordedAt -> recordedAt.isBefore(time)).count();
    }

    private void grow() {
        List<Entry> more = log.read(leaves.size(), 1_000);
        while (!more.isEmpty()) {
            for (Entry entry : more) {
                leaves.add(TreeHasher.leaf(entry.bytes()));
                times.add(reader.read(entry.bytes()).recordedAt());
            }
            more = log.read(leaves.size(), 1_000);
        }
    }

    /** RFC 6962 section 2.1. */
    private static Hash root(List<Hash> leaves) {
        if (leaves.isEmpty()) {
            return TreeHasher.empty();
        }
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        return TreeHasher.node(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
    }
}
