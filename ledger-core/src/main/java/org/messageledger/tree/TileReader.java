package org.messageledger.tree;

/** Where {@link TiledHashes} reads tiles from: a database, a folder, a web server. */
public interface TileReader {

    /**
     * The first {@code width} hashes of a tile, 32 bytes each.
     *
     * @param level 0 to 7
     * @param width 256 for a full tile, 1 to 255 for the last one of a level: what tlog-tiles serves for the tree's size
     */
    byte[] tile(int level, long index, int width);
}
