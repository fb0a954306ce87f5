package org.messageledger.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says of many leaves whether they are in one tree, proven by its root: each tile that is read is hashed into the one above
 * it, and the last ones of all levels into the root (RFC 9162 section 2.1.1). That costs a tile once, where a proof for
 * each leaf would cost it again and again. Keeps the tiles used last (at most 512 KiB). Not for several threads.
 */
public final class ProvenLeaves {

    private static final int TILES_KEPT_MAX = 64;

    private record Place(int level, long index) {}

    private final TreeHead head;
    private final TileReader reader;
    /** The last tile of each level, as far as it is not full; together they make the root. */
    private final Map<Place, byte[]> edge;

    private final Map<Place, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, byte[]> eldest) {
            return size() > TILES_KEPT_MAX;
        }
    };

    /** Reads a tile of each level. */
    public ProvenLeaves(TreeHead head, TileReader reader) {
        this.head = head;
        this.reader = reader;
        Map<Place, byte[]> last = new LinkedHashMap<>();
        List<Hash> roots = new ArrayList<>();
        for (int level = Tile.LEVELS - 1; level >= 0; level--) {
            long hashes = head.size() >>> (level * Tile.HEIGHT);
            int width = (int) (hashes % Tile.WIDTH);
            if (width > 0) {
                byte[] tile = read(level, hashes / Tile.WIDTH, width);
                last.put(new Place(level, hashes / Tile.WIDTH), tile);
                roots.addAll(PackedHashes.completeRoots(tile));
            }
        }
        boolean makesTheRoot = new RightEdge(head.size(), roots).head().equals(head);
        edge = makesTheRoot ? last : Map.of();
    }

    /** Whether the tree has this leaf hash at this index. False, too, where its tiles do not lead to its root. */
    public boolean holds(long leafIndex, Hash leafHash) {
        if (leafIndex < 0 || leafIndex >= head.size()) {
            return false;
        }
        byte[] tile = tile(0, leafIndex / Tile.WIDTH);
        return tile != null && hash(tile, leafIndex).equals(leafHash);
    }

    private static Hash hash(byte[] tile, long index) {
        return Hash.at(tile, (int) (index % Tile.WIDTH) * Hash.SIZE_BYTES);
    }

    /** Nothing unless it is proven. */
    private byte @Nullable [] tile(int level, long index) {
        long hashes = head.size() >>> (level * Tile.HEIGHT);
        Place place = new Place(level, index);
        if ((index + 1) * Tile.WIDTH > hashes) {
            return edge.get(place);
        }
        byte[] known = kept.get(place);
        if (known != null) {
            return known;
        }
        byte[] above = tile(level + 1, index / Tile.WIDTH);
        byte[] tile = read(level, index, Tile.WIDTH);
        if (above == null || !PackedHashes.root(tile, 0, Tile.WIDTH).equals(hash(above, index))) {
            return null;
        }
        kept.put(place, tile);
        return tile;
    }

    private byte[] read(int level, long index, int width) {
        byte[] tile = reader.tile(level, index, width);
        if (tile.length != width * Hash.SIZE_BYTES) {
            throw new IllegalStateException("tile of another width: level=" + level + " index=" + index + " width="
                    + width + " bytes=" + tile.length);
        }
        return tile;
    }
}
