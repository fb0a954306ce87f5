package org.messageledger.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A note in a file of its own. It is replaced as a whole: a process killed at any moment leaves the one before or the new
 * one.
 */
public final class KeptNote {

    /** Name of the file in a ledger's home that holds the newest checkpoint. */
    public static final String FILE = "checkpoint";

    private final Path file;

    /**
     * A note, or a place for one.
     *
     * @param file need not be there; its folder must
     */
    public KeptNote(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** The note, if one was ever kept. @throws IOException when it cannot be read, or holds anything but a note: then nobody knows what it held */
    public Optional<SignedNote> read() throws IOException {
        try {
            return Optional.of(SignedNote.parse(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (MalformedException e) {
            throw new IOException("a kept note is damaged: file=" + file, e);
        }
    }

    /** Returns once it is durable. */
    public void keep(SignedNote note) throws IOException {
        Path half = Files.createTempFile(file.getParent(), ".half-", null);
        try {
            try (FileChannel channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(note.toBytes());
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(half);
        }
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
