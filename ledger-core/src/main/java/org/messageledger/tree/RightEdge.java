package org.messageledger.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * All that appending to a tree must remember: the roots of its complete subtrees, largest first, one for each 1-bit of
 * its size (the "compact range"; the merge is that of RFC 9162 section 2.1.2). At most 63 hashes. Immutable.
 */
public final class RightEdge {

    public static final RightEdge EMPTY = new RightEdge(0, List.of());

    private final long size;
    private final List<Hash> roots;

    RightEdge(long size, List<Hash> roots) {
        if (size < 0 || roots.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException("not a right edge: size=" + size + " roots=" + roots.size());
        }
        this.size = size;
        this.roots = List.copyOf(roots);
    }

    /**
     * Reads what {@link #toBytes} wrote. That the roots are those of a tree cannot be seen here: compare {@link #head}.
     *
     * @throws IllegalArgumentException unless there are 32 bytes for each 1-bit of the size
     */
    public static RightEdge fromBytes(long size, byte[] bytes) {
        if (size < 0 || bytes.length != Long.bitCount(size) * Hash.SIZE_BYTES) {
            throw new IllegalArgumentException("not a right edge: size=" + size + " bytes=" + bytes.length);
        }
        List<Hash> roots = new ArrayList<>();
        for (int offset = 0; offset < bytes.length; offset += Hash.SIZE_BYTES) {
            roots.add(Hash.at(bytes, offset));
        }
        return new RightEdge(size, roots);
    }

    /** The edge of the first {@code size} leaves of a tree that holds at least these. */
    public static RightEdge of(long size, HashReader reader) {
        List<Hash> roots = new ArrayList<>();
        long firstLeaf = 0;
        for (int height = Long.SIZE - 2; height >= 0; height--) {
            if ((size >>> height & 1) == 1) {
                roots.add(reader.hash(height, firstLeaf >>> height));
                firstLeaf += 1L << height;
            }
        }
        return new RightEdge(size, roots);
    }

    /** Number of leaves. */
    public long size() {
        return size;
    }

    /** The edge of the tree with one more leaf. For many leaves use {@link Frontier#extend}. */
    public RightEdge append(Hash leafHash) {
        List<Hash> grown = new ArrayList<>(roots);
        Hash node = leafHash;
        for (long rest = size; (rest & 1) == 1; rest >>>= 1) {
            node = TreeHasher.node(grown.remove(grown.size() - 1), node);
        }
        grown.add(node);
        return new RightEdge(Math.addExact(size, 1), grown);
    }

    /** The root of the whole tree (RFC 6962 section 2.1, RFC 9162 section 2.1.2). */
    public Hash root() {
        if (roots.isEmpty()) {
            return TreeHasher.empty();
        }
        Hash root = roots.get(roots.size() - 1);
        for (int i = roots.size() - 2; i >= 0; i--) {
            root = TreeHasher.node(roots.get(i), root);
        }
        return root;
    }

    public TreeHead head() {
        return new TreeHead(size, root());
    }

    /** The roots side by side, largest subtree first. */
    public byte[] toBytes() {
        byte[] bytes = new byte[roots.size() * Hash.SIZE_BYTES];
        for (int i = 0; i < roots.size(); i++) {
            roots.get(i).copyTo(bytes, i * Hash.SIZE_BYTES);
        }
        return bytes;
    }

    List<Hash> roots() {
        return roots;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RightEdge edge && size == edge.size && roots.equals(edge.roots);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(size) + roots.hashCode();
    }

    @Override
    public String toString() {
        return "RightEdge[size=" + size + " roots=" + roots + "]";
    }
}
