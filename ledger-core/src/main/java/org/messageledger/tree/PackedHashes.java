package org.messageledger.tree;

import java.util.ArrayList;
import java.util.List;

/** Hashes side by side in one array, as tiles hold them. */
final class PackedHashes {

    /** Prefix, left, right: what a node is the hash of, in one piece, so that it is hashed in one go. */
    private static final int PAIR_BYTES = 1 + 2 * Hash.SIZE_BYTES;

    private PackedHashes() {}

    /**
     * The root of the complete subtree over {@code count} hashes from {@code first} on (RFC 6962 section 2.1).
     *
     * @param count a power of two
     */
    static Hash root(byte[] hashes, int first, int count) {
        byte[] nodes = new byte[Math.max(1, count / 2) * PAIR_BYTES];
        for (int i = 0; i < count; i++) {
            System.arraycopy(hashes, (first + i) * Hash.SIZE_BYTES, nodes, place(i), Hash.SIZE_BYTES);
        }
        for (int width = count / 2; width > 0; width /= 2) {
            for (int i = 0; i < width; i++) {
                nodes[i * PAIR_BYTES] = TreeHasher.NODE;
                TreeHasher.prefixedNode(nodes, i * PAIR_BYTES, nodes, place(i));
            }
        }
        return Hash.at(nodes, place(0));
    }

    /** Of hash number i, when each pair stands behind its prefix. */
    private static int place(int i) {
        return (i / 2) * PAIR_BYTES + 1 + (i % 2) * Hash.SIZE_BYTES;
    }

    /** The roots of the complete subtrees over all hashes, largest first: one for each 1-bit of their number. */
    static List<Hash> completeRoots(byte[] hashes) {
        int width = hashes.length / Hash.SIZE_BYTES;
        List<Hash> roots = new ArrayList<>();
        int first = 0;
        while (first < width) {
            int count = Integer.highestOneBit(width - first);
            roots.add(root(hashes, first, count));
            first += count;
        }
        return roots;
    }
}
