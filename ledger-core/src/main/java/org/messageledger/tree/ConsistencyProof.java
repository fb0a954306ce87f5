package org.messageledger.tree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * That a tree only grew (RFC 9162 section 2.1.4). Holds whatever a stranger sent: only {@link #verifies} judges.
 *
 * <p>From size 0 nothing can be proved (any tree follows an empty one): such a proof cannot be made and never verifies.
 * Take each size and root from one tree head.
 */
public record ConsistencyProof(long fromSize, long toSize, List<Hash> hashes) {

    public ConsistencyProof {
        hashes = List.copyOf(hashes);
    }

    /**
     * PROOF(m, D_n) (RFC 9162 section 2.1.4.1); empty between equal sizes.
     *
     * @param reader nodes of a tree of at least {@code to} leaves
     * @throws IllegalArgumentException unless 1 ≤ from ≤ to
     */
    public static ConsistencyProof prove(long from, long to, HashReader reader) {
        if (from < 1 || from > to) {
            throw new IllegalArgumentException("no such proof: from=" + from + " to=" + to);
        }
        List<Hash> hashes = new ArrayList<>();
        LeafRange range = new LeafRange(0, to);
        while (range.end() != from) {
            boolean endsInLeft = from <= range.middle();
            hashes.add((endsInLeft ? range.right() : range.left()).root(reader));
            range = endsInLeft ? range.left() : range.right();
        }
        if (range.begin() > 0) {
            hashes.add(range.root(reader));
        }
        Collections.reverse(hashes);
        return new ConsistencyProof(from, to, hashes);
    }

    /** RFC 9162 section 2.1.4.2. False for anything that is not a proof; never throws; at most 126 node hashes. */
    public boolean verifies(Hash fromRoot, Hash toRoot) {
        if (fromSize < 1 || fromSize > toSize) {
            return false;
        }
        if (fromSize == toSize) {
            return hashes.isEmpty() && fromRoot.equals(toRoot);
        }
        boolean startsAtFromRoot = Long.bitCount(fromSize) == 1;
        if (!startsAtFromRoot && hashes.isEmpty()) {
            return false;
        }
        int completeLevels = Long.numberOfTrailingZeros(fromSize);
        long node = (fromSize - 1) >>> completeLevels;
        long last = (toSize - 1) >>> completeLevels;
        Hash start = startsAtFromRoot ? fromRoot : hashes.get(0);
        Hash from = start;
        Hash to = start;
        for (Hash sibling : hashes.subList(startsAtFromRoot ? 0 : 1, hashes.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                from = TreeHasher.node(sibling, from);
                to = TreeHasher.node(sibling, to);
                int levelsWithoutSibling = Long.numberOfTrailingZeros(node);
                node >>>= levelsWithoutSibling;
                last >>>= levelsWithoutSibling;
            } else {
                to = TreeHasher.node(to, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && from.equals(fromRoot) && to.equals(toRoot);
    }
}
