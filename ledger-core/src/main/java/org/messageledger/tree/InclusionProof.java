package org.messageledger.tree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * That a leaf is in a tree (RFC 9162 section 2.1.3). Holds whatever a stranger sent: only {@link #verifies} judges.
 *
 * <p>The root decides, not {@code treeSize} alone: where a leaf's path looks the same in trees of two sizes, either
 * size verifies with the one root. Take size and root from one tree head.
 *
 * @param hashes the siblings from the leaf up
 */
public record InclusionProof(long leafIndex, long treeSize, List<Hash> hashes) {

    public InclusionProof {
        hashes = List.copyOf(hashes);
    }

    /**
     * PATH(m, D_n) (RFC 9162 section 2.1.3.1).
     *
     * @param reader nodes of a tree of at least {@code treeSize} leaves
     * @throws IllegalArgumentException unless 0 ≤ leafIndex &lt; treeSize
     */
    public static InclusionProof prove(long leafIndex, long treeSize, HashReader reader) {
        if (leafIndex < 0 || leafIndex >= treeSize) {
            throw new IllegalArgumentException("no such leaf: leafIndex=" + leafIndex + " treeSize=" + treeSize);
        }
        List<Hash> hashes = new ArrayList<>();
        LeafRange range = new LeafRange(0, treeSize);
        while (range.width() > 1) {
            boolean inLeft = leafIndex < range.middle();
            hashes.add((inLeft ? range.right() : range.left()).root(reader));
            range = inLeft ? range.left() : range.right();
        }
        Collections.reverse(hashes);
        return new InclusionProof(leafIndex, treeSize, hashes);
    }

    /** RFC 9162 section 2.1.3.2. False for anything that is not a proof; never throws; at most 63 node hashes. */
    public boolean verifies(Hash leafHash, Hash root) {
        if (leafIndex < 0 || leafIndex >= treeSize) {
            return false;
        }
        long node = leafIndex;
        long last = treeSize - 1;
        Hash computed = leafHash;
        for (Hash sibling : hashes) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                computed = TreeHasher.node(sibling, computed);
                int levelsWithoutSibling = Long.numberOfTrailingZeros(node);
                node >>>= levelsWithoutSibling;
                last >>>= levelsWithoutSibling;
            } else {
                computed = TreeHasher.node(computed, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && computed.equals(root);
    }
}
