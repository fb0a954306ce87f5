package org.messageledger.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where a log grows: its right edge and, for each tile level, the hashes of the last tile that is not full. Enough to
 * append without reading anything. At most 8 × 8,160 bytes and 63 hashes. Immutable.
 */
public final class Frontier {

    public static final Frontier EMPTY = new Frontier(RightEdge.EMPTY, new byte[Tile.LEVELS][0]);

    private final RightEdge edge;
    private final byte[][] tails;

    /** Takes the arrays over. Each tail holds exactly {@link #tailWidth} hashes. */
    Frontier(RightEdge edge, byte[][] tails) {
        this.edge = edge;
        this.tails = tails;
    }

    /**
     * Reads the frontier of a stored log: at most 255 leaves, and at most 255 full tiles of each level, whose roots are
     * the hashes of the level above.
     *
     * @throws IllegalArgumentException when the edge is one of another size
     * @throws IllegalStateException when leaves and tiles do not make up the edge: they are missing, altered or those
     *     of another tree; the log MUST NOT be appended to
     */
    public static Frontier load(long size, RightEdge edge, TailReader reader) {
        if (size != edge.size()) {
            throw new IllegalArgumentException("right edge of another size: size=" + size + " edgeSize=" + edge.size());
        }
        byte[][] tails = new byte[Tile.LEVELS][];
        List<Hash> roots = new ArrayList<>();
        for (int level = Tile.LEVELS - 1; level >= 0; level--) {
            tails[level] = readTail(size, level, reader);
            roots.addAll(PackedHashes.completeRoots(tails[level]));
        }
        if (!roots.equals(edge.roots())) {
            throw new IllegalStateException("stored leaves and tiles do not make up the right edge: size=" + size
                    + " computed=" + roots + " expected=" + edge.roots());
        }
        return new Frontier(edge, tails);
    }

    private static byte[] readTail(long size, int level, TailReader reader) {
        int width = tailWidth(size, level);
        long first = (size >>> (level * Tile.HEIGHT)) - width;
        byte[] tail = new byte[width * Hash.SIZE_BYTES];
        for (int i = 0; i < width; i++) {
            Hash hash = level == 0 ? reader.leafHash(first + i) : tileRoot(level - 1, first + i, reader);
            hash.copyTo(tail, i * Hash.SIZE_BYTES);
        }
        return tail;
    }

    private static Hash tileRoot(int level, long index, TailReader reader) {
        byte[] tile = reader.fullTile(level, index);
        if (tile.length != Tile.SIZE_BYTES) {
            throw new IllegalStateException(
                    "stored tile is not full: level=" + level + " index=" + index + " bytes=" + tile.length);
        }
        return PackedHashes.root(tile, 0, Tile.WIDTH);
    }

    /** Hashes of the level's last tile that is not full, 0 to 255: a digit of the size to the base 256. */
    static int tailWidth(long size, int level) {
        return (int) (size >>> (level * Tile.HEIGHT)) & (Tile.WIDTH - 1);
    }

    /** Appends leaves in order. One node hash a leaf on average, and a fixed cost of copying the tails once. */
    public Extension extend(List<Hash> leafHashes) {
        FrontierBuilder builder = new FrontierBuilder(edge, tails);
        for (Hash leafHash : leafHashes) {
            builder.append(leafHash);
        }
        return builder.build();
    }

    public TreeHead head() {
        return edge.head();
    }

    public RightEdge edge() {
        return edge;
    }

    /** Number of leaves. */
    public long size() {
        return edge.size();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Frontier frontier
                && edge.equals(frontier.edge)
                && Arrays.deepEquals(tails, frontier.tails);
    }

    @Override
    public int hashCode() {
        return edge.hashCode();
    }

    @Override
    public String toString() {
        return "Frontier[" + edge + "]";
    }
}
