package org.messageledger.tree;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * RFC 6962 section 2.1 word for word: recursive, over lists of entries, sharing nothing with the code under test but
 * the type {@link Hash}. Remembers subtree roots, or it would take hours.
 */
final class NaiveTree {

    private record Range(int begin, int end) {}

    private final List<byte[]> entries = new ArrayList<>();
    private final Map<Range, Hash> roots = new HashMap<>();

    /** Entry number i is i in four bytes. */
    NaiveTree(int size) {
        for (int i = 0; i < size; i++) {
            entries.add(ByteBuffer.allocate(Integer.BYTES).putInt(i).array());
        }
    }

    Hash leafHash(int index) {
        return root(index, index + 1);
    }

    List<Hash> leafHashes(int begin, int end) {
        List<Hash> hashes = new ArrayList<>();
        for (int i = begin; i < end; i++) {
            hashes.add(leafHash(i));
        }
        return hashes;
    }

    Hash root(int size) {
        return size == 0 ? sha256() : root(0, size);
    }

    /** MTH(D[begin:end]). */
    Hash root(int begin, int end) {
        Range range = new Range(begin, end);
        Hash known = roots.get(range);
        if (known == null) {
            known = computeRoot(begin, end);
            roots.put(range, known);
        }
        return known;
    }

    private Hash computeRoot(int begin, int end) {
        if (end - begin == 1) {
            return sha256(new byte[] {0}, entries.get(begin));
        }
        int k = largestPowerOfTwoBelow(end - begin);
        return sha256(
                new byte[] {1},
                root(begin, begin + k).toBytes(),
                root(begin + k, end).toBytes());
    }

    /** PATH(m, D_n). */
    List<Hash> path(int index, int size) {
        return path(index, 0, size);
    }

    private List<Hash> path(int m, int begin, int end) {
        if (end - begin == 1) {
            return new ArrayList<>();
        }
        int k = largestPowerOfTwoBelow(end - begin);
        List<Hash> path;
        if (m < k) {
            path = path(m, begin, begin + k);
            path.add(root(begin + k, end));
        } else {
            path = path(m - k, begin + k, end);
            path.add(root(begin, begin + k));
        }
        return path;
    }

    /** Which way the path to a leaf goes from the leaf up: true where the sibling is on the left. */
    static List<Boolean> shape(int m, int size) {
        if (size == 1) {
            return new ArrayList<>();
        }
        int k = largestPowerOfTwoBelow(size);
        List<Boolean> shape = m < k ? shape(m, k) : shape(m - k, size - k);
        shape.add(m >= k);
        return shape;
    }

    /** PROOF(m, D_n). */
    List<Hash> consistency(int from, int to) {
        return subproof(from, 0, to, true);
    }

    private List<Hash> subproof(int m, int begin, int end, boolean known) {
        int n = end - begin;
        List<Hash> proof = new ArrayList<>();
        if (m == n) {
            if (!known) {
                proof.add(root(begin, end));
            }
            return proof;
        }
        int k = largestPowerOfTwoBelow(n);
        if (m <= k) {
            proof.addAll(subproof(m, begin, begin + k, known));
            proof.add(root(begin + k, end));
        } else {
            proof.addAll(subproof(m - k, begin + k, end, false));
            proof.add(root(begin, begin + k));
        }
        return proof;
    }

    /** A reader that refuses nodes which no tree of this size has. */
    HashReader reader(int size) {
        return (height, index) -> {
            long begin = index << height;
            long end = (index + 1) << height;
            if (end > size) {
                throw new IllegalArgumentException("no complete node: height=" + height + " index=" + index);
            }
            return root((int) begin, (int) end);
        };
    }

    /** The hashes of a tile, whether the tree is as large as that or not: what a store with a longer log would hand out. */
    byte[] tile(int level, long index, int width) {
        ByteArrayOutputStream tile = new ByteArrayOutputStream();
        int leavesOfHash = 1 << (8 * level);
        for (int i = 0; i < width; i++) {
            int begin = ((int) index * 256 + i) * leavesOfHash;
            tile.writeBytes(root(begin, begin + leavesOfHash).toBytes());
        }
        return tile.toByteArray();
    }

    private static int largestPowerOfTwoBelow(int n) {
        int k = 1;
        while (2 * k < n) {
            k *= 2;
        }
        return k;
    }

    private static Hash sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return Hash.of(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
