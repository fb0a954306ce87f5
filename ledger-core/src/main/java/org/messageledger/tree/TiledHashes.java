package org.messageledger.tree;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The nodes of a tree, computed from its tiles. One proof reads at most two tiles of each level: those around its leaf
 * and those at the tree's end. Keeps the tiles used last (at most 512 KiB), so make one instance for a proof or for some
 * that lie close together. Not for several threads. Checks no tile: verify the proof against a root you trust.
 */
public final class TiledHashes implements HashReader {

    private static final int TILES_KEPT_MAX = 64;

    private record Place(int level, long index) {}

    private final long treeSize;
    private final TileReader reader;
    private final Map<Place, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, byte[]> eldest) {
            return size() > TILES_KEPT_MAX;
        }
    };

    /** Nodes of the tree of this size. It decides the width of the tiles at the end, as tlog-tiles serves them. */
    public TiledHashes(long treeSize, TileReader reader) {
        if (treeSize < 0) {
            throw new IllegalArgumentException("not a tree size: treeSize=" + treeSize);
        }
        this.treeSize = treeSize;
        this.reader = reader;
    }

    /** @throws IllegalStateException also, when the reader hands out a tile of another width */
    @Override
    public Hash hash(int height, long index) {
        if (height < 0 || height >= Long.SIZE - 1 || index < 0 || index >= treeSize >>> height) {
            throw new IllegalArgumentException(
                    "no complete node: height=" + height + " index=" + index + " treeSize=" + treeSize);
        }
        int level = height / Tile.HEIGHT;
        int heightInTile = height % Tile.HEIGHT;
        long first = index << heightInTile;
        byte[] tile = tile(level, first / Tile.WIDTH);
        return PackedHashes.root(tile, (int) (first % Tile.WIDTH), 1 << heightInTile);
    }

    private byte[] tile(int level, long index) {
        Place place = new Place(level, index);
        byte[] known = kept.get(place);
        if (known != null) {
            return known;
        }
        long hashesOfLevel = treeSize >>> (level * Tile.HEIGHT);
        int width = (int) Math.min(Tile.WIDTH, hashesOfLevel - index * Tile.WIDTH);
        byte[] tile = reader.tile(level, index, width);
        if (tile.length != width * Hash.SIZE_BYTES) {
            throw new IllegalStateException("tile of another width: level=" + level + " index=" + index + " width="
                    + width + " bytes=" + tile.length);
        }
        kept.put(place, tile);
        return tile;
    }
}
