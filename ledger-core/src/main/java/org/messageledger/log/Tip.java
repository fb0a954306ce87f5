package org.messageledger.log;

import java.util.List;
import org.messageledger.tree.Frontier;
import org.messageledger.tree.Hash;
import org.messageledger.tree.TailReader;
import org.messageledger.tree.Tile;

/** Where the next batch goes: the head row that it replaces, and the frontier of its tree. */
record Tip(StoredHead head, Frontier frontier) {

    /** More foreign leaves than this are not hashed one by one: tiles are read instead. */
    private static final int FOLLOW_LEAVES_MAX = 4_096;

    long size() {
        return head.size();
    }

    /** @throws IllegalStateException when entries and tiles do not make up the head */
    static Tip load(LogStore store, StoredHead head) {
        Frontier frontier = Frontier.load(head.size(), head.edge(), new StoredTail(store, head.size()));
        return checked(head, frontier);
    }

    /**
     * The tip at a head that another process has reached. Hashes its entries on top of what is known, so that a history
     * other than the one followed so far cannot pass.
     *
     * @throws IllegalStateException when the entries do not lead from this tip to the head
     */
    Tip follow(LogStore store, StoredHead newer) {
        long leaves = newer.size() - size();
        if (leaves < 0 || leaves > FOLLOW_LEAVES_MAX) {
            return load(store, newer);
        }
        List<Hash> added = StoredLeaves.read(store, size(), newer.size());
        return checked(newer, frontier.extend(added).frontier());
    }

    private static Tip checked(StoredHead head, Frontier frontier) {
        if (!frontier.head().equals(head.tree()) || !frontier.edge().equals(head.edge())) {
            throw new IllegalStateException("stored entries do not lead to the stored head: size=" + head.size()
                    + " root=" + head.tree().root() + " computedSize="
                    + frontier.head().size() + " computedRoot="
                    + frontier.head().root());
        }
        return new Tip(head, frontier);
    }

    /** The end of a stored log; the leaves beyond the last full tile come in as few queries as may be. */
    private static final class StoredTail implements TailReader {

        private final LogStore store;
        private final long firstLeafIndex;
        private final List<Hash> tail;

        StoredTail(LogStore store, long size) {
            this.store = store;
            this.firstLeafIndex = size - size % Tile.WIDTH;
            this.tail = StoredLeaves.read(store, firstLeafIndex, size);
        }

        @Override
        public Hash leafHash(long leafIndex) {
            int place = Math.toIntExact(leafIndex - firstLeafIndex);
            if (place >= tail.size()) {
                throw new IllegalStateException("stored entry is missing: leafIndex=" + leafIndex);
            }
            return tail.get(place);
        }

        @Override
        public byte[] fullTile(int level, long index) {
            return store.tile(level, index)
                    .orElseThrow(() ->
                            new IllegalStateException("stored tile is missing: level=" + level + " index=" + index))
                    .hashes();
        }
    }
}
