package org.messageledger.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Appends one batch of leaves to a frontier. For one thread and one batch. */
final class FrontierBuilder {

    private long size;
    private final List<Hash> roots;
    private final List<Tile> fullTiles = new ArrayList<>();

    /** A tail is the frontier's own array until its level is written to; then a whole tile's room of our own. */
    private final byte[][] tails;

    FrontierBuilder(RightEdge edge, byte[][] tails) {
        this.size = edge.size();
        this.roots = new ArrayList<>(edge.roots());
        this.tails = tails.clone();
    }

    void append(Hash leafHash) {
        Hash node = leafHash;
        int height = 0;
        put(height, node);
        for (long rest = size; (rest & 1) == 1; rest >>>= 1) {
            node = TreeHasher.node(roots.remove(roots.size() - 1), node);
            height++;
            put(height, node);
        }
        roots.add(node);
        size = Math.addExact(size, 1);
    }

    /** Keeps a node that the new leaf completed, if tiles hold nodes of its height. */
    private void put(int height, Hash node) {
        if (height % Tile.HEIGHT != 0) {
            return;
        }
        int level = height / Tile.HEIGHT;
        long index = size >>> height;
        int offset = (int) (index % Tile.WIDTH) * Hash.SIZE_BYTES;
        if (tails[level].length < Tile.SIZE_BYTES) {
            tails[level] = Arrays.copyOf(tails[level], Tile.SIZE_BYTES);
        }
        node.copyTo(tails[level], offset);
        if (offset + Hash.SIZE_BYTES == Tile.SIZE_BYTES) {
            fullTiles.add(new Tile(level, index / Tile.WIDTH, tails[level]));
        }
    }

    /** Ends the batch: the builder MUST NOT be used again. */
    Extension build() {
        for (int level = 0; level < tails.length; level++) {
            int tailBytes = Frontier.tailWidth(size, level) * Hash.SIZE_BYTES;
            if (tails[level].length != tailBytes) {
                tails[level] = Arrays.copyOf(tails[level], tailBytes);
            }
        }
        return new Extension(new Frontier(new RightEdge(size, roots), tails), fullTiles);
    }
}
