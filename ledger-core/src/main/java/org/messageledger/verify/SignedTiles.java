package org.messageledger.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.messageledger.tree.Hash;
import org.messageledger.tree.RightEdge;
import org.messageledger.tree.Tile;
import org.messageledger.tree.TilePath;
import org.messageledger.tree.TileReader;
import org.messageledger.tree.TiledHashes;
import org.messageledger.tree.TreeHasher;
import org.messageledger.tree.TreeHead;
import org.messageledger.verify.ExportedFiles.Unproved;

/**
 * The tiles of a tree whose head was signed. Those at its end come to the root together, each full one to a hash of the tile
 * above it, so none is handed out, or kept, that was not signed. Memory for a tile of each level; read from left to right,
 * every tile is read once.
 */
final class SignedTiles implements TileReader {

    /** A tile of a known level. */
    private static final class Proved {
        private final long index;
        private final byte[] hashes;

        Proved(long index, byte[] hashes) {
            this.index = index;
            this.hashes = hashes;
        }
    }

    private final ExportedFiles files;
    private final TreeHead signed;
    private final @Nullable Proved[] full = new @Nullable Proved[Tile.LEVELS];
    private final @Nullable Proved[] partial = new @Nullable Proved[Tile.LEVELS];

    SignedTiles(ExportedFiles files, TreeHead signed) {
        this.files = files;
        this.signed = signed;
    }

    /** Reads the tree's end. @throws LogFault when it is not the one that was signed */
    void open() throws IOException, LogFault {
        List<Unproved> unproved = new ArrayList<>();
        for (int level = 0; level < Tile.LEVELS; level++) {
            Optional<TilePath> path = TilePath.partial(level, signed.size());
            if (path.isPresent()) {
                Unproved tile = files.hashes(path.get());
                unproved.add(tile);
                partial[level] = new Proved(path.get().index(), tile.bytes().copy());
            }
        }
        Hash root = signed.size() == 0
                ? TreeHasher.empty()
                : RightEdge.of(signed.size(), new TiledHashes(signed.size(), this))
                        .root();
        if (!root.equals(signed.root())) {
            List<String> places = unproved.stream().map(Unproved::place).toList();
            throw new LogFault(
                    "the tree's end",
                    "comes to the root " + root + ", not to the signed " + signed.root() + ": one of " + places
                            + " is not as it was signed");
        }
        for (Unproved tile : unproved) {
            Proved proved = partial[tile.path().level()];
            if (proved != null) {
                files.keep(tile, proved.hashes, proved.hashes.length);
            }
        }
    }

    /** The hashes of a tile, as many as the tree has. */
    byte[] hashes(int level, long index) throws IOException, LogFault {
        Proved end = partial[level];
        if (end != null && end.index == index) {
            return end.hashes;
        }
        Proved known = full[level];
        if (known != null && known.index == index) {
            return known.hashes;
        }
        Unproved tile = files.hashes(TilePath.hashes(level, index, Tile.WIDTH));
        byte[] hashes = tile.bytes().copy();
        int place = (int) (index % Tile.WIDTH);
        Hash due = Hash.at(hashes(level + 1, index / Tile.WIDTH), place * Hash.SIZE_BYTES);
        if (!new Tile(level, index, hashes).root().equals(due)) {
            throw new LogFault(tile.place(), "is not the tile that was signed: what it holds comes to another hash");
        }
        files.keep(tile, hashes, hashes.length);
        full[level] = new Proved(index, hashes);
        return hashes;
    }

    @Override
    public byte[] tile(int level, long index, int width) {
        try {
            return hashes(level, index);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (LogFault e) {
            throw new UncheckedFault(e);
        }
    }

    /** The head of the tree when it had fewer leaves. */
    TreeHead headAt(long size) throws IOException, LogFault {
        try {
            return size == 0
                    ? RightEdge.EMPTY.head()
                    : RightEdge.of(size, new TiledHashes(signed.size(), this)).head();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (UncheckedFault e) {
            throw e.fault;
        }
    }

    private static final class UncheckedFault extends RuntimeException {
        private final LogFault fault;

        UncheckedFault(LogFault fault) {
            super(fault);
            this.fault = fault;
        }
    }
}
