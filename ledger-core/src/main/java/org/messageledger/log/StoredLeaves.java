package org.messageledger.log;

import java.util.ArrayList;
import java.util.List;
import org.messageledger.tree.Hash;
import org.messageledger.tree.TreeHasher;

/** Leaf hashes, computed from stored entries: as many as are asked for, a page of entries at a time. */
final class StoredLeaves {

    private StoredLeaves() {}

    /** The leaves from {@code first} on and below {@code end}; fewer when an entry is missing. */
    static List<Hash> read(LogStore store, long first, long end) {
        List<Hash> leaves = new ArrayList<>();
        long next = first;
        while (next < end) {
            List<Entry> page = store.read(next, Math.toIntExact(end - next), end);
            for (Entry entry : page) {
                if (entry.leafIndex() != next) {
                    return leaves;
                }
                leaves.add(TreeHasher.leaf(entry.bytes()));
                next++;
            }
            if (page.isEmpty()) {
                return leaves;
            }
        }
        return leaves;
    }
}
