package org.messageledger.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Hashes side by side in one array, as tiles hold them. */
final class PackedHashes {

    private PackedHashes() {}

    /**
     * The root of the complete subtree over {@code count} hashes from {@code first} on (RFC 6962 section 2.1).
     *
     * @param count a power of two
     */
    static Hash root(byte[] hashes, int first, int count) {
        byte[] nodes = Arrays.copyOfRange(hashes, first * Hash.SIZE_BYTES, (first + count) * Hash.SIZE_BYTES);
        for (int width = count / 2; width > 0; width /= 2) {
            for (int i = 0; i < width; i++) {
                byte[] node = TreeHasher.node(nodes, 2 * i * Hash.SIZE_BYTES);
                System.arraycopy(node, 0, nodes, i * Hash.SIZE_BYTES, Hash.SIZE_BYTES);
            }
        }
        return Hash.at(nodes, 0);
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
