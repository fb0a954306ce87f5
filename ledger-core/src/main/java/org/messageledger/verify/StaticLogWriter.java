package org.messageledger.verify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import org.messageledger.tree.Hash;
import org.messageledger.tree.Tile;
import org.messageledger.tree.TilePath;
import org.messageledger.tree.TileStack;
import org.messageledger.tree.TreeHasher;
import org.messageledger.tree.TreeHead;

/**
 * Writes a log as files that any web server can serve (c2sp.org/tlog-tiles): full tiles and bundles as entries come, the
 * partial ones at the end, and the checkpoint last, so that whoever finds one finds all that it covers. Each file appears
 * whole or not at all. Memory for one bundle and a tile of each level. Not for several threads.
 */
public final class StaticLogWriter {

    private static final int ENTRY_BYTES_MAX = EntryBundle.ENTRY_BYTES_MAX;

    private final Path folder;
    private final TileStack tree = new TileStack();
    private final ByteArrayOutputStream bundle = new ByteArrayOutputStream();
    private final byte[] leafHashes = new byte[Tile.SIZE_BYTES];
    private int width;

    /** @param folder empty, or not there yet */
    public StaticLogWriter(Path folder) {
        this.folder = folder;
    }

    /**
     * Appends entries and writes what they fill.
     *
     * @throws IllegalArgumentException when an entry has more than 65,535 bytes: no bundle can hold it
     */
    public void append(Iterator<byte[]> entries) throws IOException {
        while (entries.hasNext()) {
            byte[] entry = entries.next();
            if (entry.length > ENTRY_BYTES_MAX) {
                throw new IllegalArgumentException("entry too long: bytes=" + entry.length + " max=" + ENTRY_BYTES_MAX);
            }
            bundle.write(entry.length >>> 8);
            bundle.write(entry.length);
            bundle.writeBytes(entry);
            TreeHasher.leaf(entry).copyTo(leafHashes, width * Hash.SIZE_BYTES);
            width++;
            if (width == Tile.WIDTH) {
                writeLeaves();
            }
        }
    }

    /**
     * Writes the partial tiles and the partial bundle. Nothing can be appended afterwards.
     *
     * @return what the checkpoint must sign
     */
    public TreeHead finish() throws IOException {
        if (width > 0) {
            writeLeaves();
        }
        for (int level = 1; level < Tile.LEVELS; level++) {
            Optional<TilePath> partial = TilePath.partial(level, tree.size());
            if (partial.isPresent()) {
                write(partial.get().toString(), tree.tail(level));
            }
        }
        return tree.head();
    }

    /** Writes the checkpoint, the note that signs what {@link #finish} returned. */
    public void publish(byte[] checkpoint) throws IOException {
        write("checkpoint", checkpoint);
    }

    private void writeLeaves() throws IOException {
        long index = tree.size() / Tile.WIDTH;
        write(TilePath.entries(index, width).toString(), bundle.toByteArray());
        write(TilePath.hashes(0, index, width).toString(), Arrays.copyOf(leafHashes, width * Hash.SIZE_BYTES));
        for (Tile full : tree.append(leafHashes, width)) {
            write(TilePath.hashes(full.level(), full.index(), Tile.WIDTH).toString(), full.hashes());
        }
        bundle.reset();
        width = 0;
    }

    private void write(String path, byte[] bytes) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.write(beside, bytes);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
