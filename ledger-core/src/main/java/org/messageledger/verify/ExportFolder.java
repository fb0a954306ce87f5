package org.messageledger.verify;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder that a log is copied to, by one process at a time. */
final class ExportFolder implements AutoCloseable {

    /** Held by who writes. Web servers do not list it, and {@link LogFolder} knows it. */
    static final String LOCK = ".lock";

    private static final String TILES = "tile";
    private static final String PARTIALS = ".p";

    private final Path folder;
    private final FileChannel lock;

    /** @throws LogFault when something else lies there, or another process writes */
    ExportFolder(Path folder) throws IOException, LogFault {
        this.folder = folder;
        Files.createDirectories(folder);
        requireALog();
        lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!tryLock()) {
            lock.close();
            throw new LogFault(folder.toString(), "another process writes here");
        }
    }

    private boolean tryLock() throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private void requireALog() throws IOException, LogFault {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).toList();
            boolean ours = names.isEmpty() || names.contains(LOCK) || names.contains(LogExport.CHECKPOINT);
            if (!ours) {
                throw new LogFault(folder.toString(), "is not empty and holds no log: choose another folder");
            }
        }
    }

    /** The checkpoint appears once everything else is durable. */
    void publish(byte[] checkpoint) throws IOException {
        Path file = folder.resolve(LogExport.CHECKPOINT);
        if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), checkpoint)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                WholeFile.force(visited);
                return super.postVisitDirectory(visited, failure);
            }
        });
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            WholeFile.force(parent);
        }
        WholeFile.write(file, checkpoint, checkpoint.length);
        WholeFile.force(folder);
    }

    /**
     * Removes what nobody needs any more: partial files whose full one is there (tlog-tiles, "Partial Tiles"), and what an
     * earlier run did not finish. Partial files of older checkpoints whose tile is still not full stay.
     */
    void tidy() throws IOException {
        Path tiles = folder.resolve(TILES);
        if (Files.notExists(tiles)) {
            return;
        }
        Files.walkFileTree(tiles, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) throws IOException {
                String name = visited.getFileName().toString();
                boolean replaced = name.endsWith(PARTIALS)
                        && Files.exists(visited.resolveSibling(name.substring(0, name.length() - PARTIALS.length())));
                if (!replaced) {
                    return FileVisitResult.CONTINUE;
                }
                delete(visited);
                return FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (file.toString().endsWith(WholeFile.UNFINISHED)) {
                    Files.delete(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void delete(Path partials) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(partials)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(partials);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
