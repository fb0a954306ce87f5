package org.messageledger.verify;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messageledger.tree.TilePath;

/** Where a log's files are read from. For one thread. */
public interface LogFiles {

    /**
     * Reads a file, or the first {@code bytesMax + 1} bytes of a longer one.
     *
     * @return its bytes, until the next call; null when there is no such file
     * @throws IOException when it cannot be told or read
     */
    @Nullable
    FileBytes read(String path, int bytesMax) throws IOException;

    /** Says that this file will be read soon, which may be a while away; a few at a time. */
    default void expect(TilePath path, int bytesMax) {}

    /** The partial files of the same tile or bundle that hold less, where they can be listed: what older trees ended with. */
    default List<TilePath> narrower(TilePath path) throws IOException {
        return List.of();
    }

    /** Checkpoints kept beside the newest, where they can be listed. */
    default List<String> keptCheckpoints() throws IOException {
        return List.of();
    }

    /** What lies there too, but belongs to no tree of this size, in words; empty if nothing does or nobody can tell. */
    default List<String> leftovers(long treeSize) throws IOException {
        return List.of();
    }
}
