package org.messageledger.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.messageledger.tree.Hash;
import org.messageledger.tree.Tile;
import org.messageledger.tree.TilePath;
import org.messageledger.tree.TreeHead;

/** A log's files, from the folder that they are copied to as far as they are there, else from where they come from. */
final class ExportedFiles {

    private final LogFiles source;
    private final Path folder;
    private final LogFolder there;
    private long added;

    ExportedFiles(LogFiles source, Path folder) {
        this.source = source;
        this.folder = folder;
        this.there = new LogFolder(folder);
    }

    /**
     * A file that nobody has compared with anything yet.
     *
     * @param bytes until the next one is read
     * @param place where it was read, for people
     */
    record Unproved(TilePath path, FileBytes bytes, String place, boolean isNew) {}

    @Nullable
    FileBytes checkpointThere() throws IOException {
        return there.read(LogExport.CHECKPOINT, LogExport.CHECKPOINT_BYTES_MAX);
    }

    /** A tile of hashes, of the right length. */
    Unproved hashes(TilePath path) throws IOException, LogFault {
        Unproved tile = read(path, Tile.SIZE_BYTES);
        int due = path.width() * Hash.SIZE_BYTES;
        if (tile.bytes().length() != due) {
            throw new LogFault(tile.place(), "is not " + due + " bytes long, as " + path.width() + " hashes are");
        }
        return tile;
    }

    /** A bundle. */
    Unproved entries(TilePath path) throws IOException, LogFault {
        return read(path, EntryBundle.SIZE_BYTES_MAX);
    }

    private Unproved read(TilePath path, int bytesMax) throws IOException, LogFault {
        FileBytes bytes = there.read(path.toString(), bytesMax);
        if (bytes != null) {
            return new Unproved(path, bytes, folder.resolve(path.toString()).toString(), false);
        }
        bytes = source.read(path.toString(), bytesMax);
        if (bytes == null && !path.isFull()) {
            bytes = beginning(path, source.read(path.full().toString(), bytesMax));
        }
        if (bytes == null) {
            throw new LogFault(path.toString(), "is missing where the log comes from");
        }
        return new Unproved(path, bytes, path.toString(), true);
    }

    /** The partial file that the full one has taken the place of: the checkpoint asks for no more. */
    private static @Nullable FileBytes beginning(TilePath path, @Nullable FileBytes full) {
        if (full != null) {
            full.cutTo(path.isEntries() ? EntryBundle.bytesOf(full, path.width()) : path.width() * Hash.SIZE_BYTES);
        }
        return full;
    }

    /** Has the next few tiles of leaves on their way, where they are not here yet. */
    void expectLeavesBehind(long index, TreeHead signed) {
        for (long next = index + 1; next <= index + GivenTiles.TILES_AHEAD; next++) {
            int width = TilePath.entries(next, Tile.WIDTH).widthIn(signed.size());
            if (width > 0) {
                expect(TilePath.entries(next, width), EntryBundle.SIZE_BYTES_MAX);
                expect(TilePath.hashes(0, next, width), Tile.SIZE_BYTES);
            }
        }
    }

    private void expect(TilePath path, int bytesMax) {
        if (Files.notExists(folder.resolve(path.toString()))) {
            source.expect(path, bytesMax);
        }
    }

    /** Keeps what was proved. */
    void keep(Unproved proved) throws IOException {
        keep(proved, proved.bytes().array(), proved.bytes().length());
    }

    /** The same, of bytes that were copied because other files have been read since. */
    void keep(Unproved proved, byte[] bytes, int length) throws IOException {
        if (proved.isNew()) {
            WholeFile.write(folder.resolve(proved.path().toString()), bytes, length);
            added++;
        }
    }

    /** How many files were kept that were not there before. */
    long added() {
        return added;
    }
}
