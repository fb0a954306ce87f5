package org.messageledger.log;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.messageledger.tree.Hash;
import org.messageledger.tree.TreeHead;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest tree head that was acknowledged, in a file outside of the database: whoever finds less in a database than was
 * acknowledged knows that it is a restored backup, a standby that lags, or another log.
 *
 * <p>The file is replaced as a whole, synced before and after: a process killed at any moment leaves the one before or the
 * new one. Several processes may share it: a smaller head never takes the place of a larger one. One that stands still in
 * the middle (SIGSTOP) does not hold up the others: they read the head as it is, and keep no newer one until it goes on.
 *
 * <p>A disk that takes no more, or fails, does not stop appends: what is acknowledged is durable in the database, and only
 * the alarm falls behind. That is logged as an error, and the head kept before stays.
 */
public final class AcknowledgedHead {

    /** Its name in a ledger's home. */
    public static final String FILE = "acknowledged-head";

    private static final Logger LOGGER = LoggerFactory.getLogger(AcknowledgedHead.class);
    private static final Pattern RECORD = Pattern.compile("((\\d{1,18}) (\\S{44})) ([0-9a-f]{8})\n");
    /** A file lock keeps out other processes, not other threads of this one. */
    private static final Object THREADS = new Object();

    /** Who keeps a head holds the lock for two syncs; how long others wait for that. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration PAUSE = Duration.ofMillis(5);

    private final Path file;

    /** @param file need not be there; its folder must */
    public AcknowledgedHead(Path file) {
        this.file = file;
    }

    private interface Work {
        void run() throws IOException;
    }

    private FileChannel lockFile() throws IOException {
        return FileChannel.open(beside(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private void alone(Work work) throws IOException {
        synchronized (THREADS) {
            try (FileChannel channel = lockFile();
                    FileLock held = lock(channel)) {
                if (!held.isValid()) {
                    throw new IOException("the lock is gone");
                }
                work.run();
            }
        }
    }

    private FileLock lock(FileChannel channel) throws IOException {
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        FileLock held = channel.tryLock();
        while (held == null) {
            if (System.nanoTime() - giveUpAt > 0) {
                throw new IOException(
                        "another process holds the lock and does not go on; is it suspended? lock=" + beside(".lock"));
            }
            pause();
            held = channel.tryLock();
        }
        return held;
    }

    private static void pause() throws InterruptedIOException {
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while another process holds the lock");
        }
    }

    private Path beside(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    /**
     * The head kept last. Waits for nobody: the file is whole at any moment. A half-written successor, as a killed process
     * leaves it, is reported and removed, unless somebody is just writing it.
     *
     * @throws StorageException when it cannot be read or is damaged: then nobody knows what was acknowledged
     */
    public Optional<TreeHead> read() {
        try {
            removeHalfWritten();
            return stored();
        } catch (IOException e) {
            throw new StorageException("the acknowledged head cannot be read: file=" + file, e);
        }
    }

    private void removeHalfWritten() throws IOException {
        synchronized (THREADS) {
            try (FileChannel channel = lockFile();
                    FileLock held = channel.tryLock()) {
                if (held != null && Files.deleteIfExists(beside(".new"))) {
                    LOGGER.warn(
                            "a process died while it kept the acknowledged head; the one before stays: file={}", file);
                }
            }
        }
    }

    private Optional<TreeHead> stored() throws IOException {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        Matcher record = RECORD.matcher(text);
        if (!record.matches() || !record.group(4).equals(checksum(record.group(1)))) {
            throw new StorageException(
                    "the acknowledged head is damaged; make sure that the database is the newest one,"
                            + " then delete the file: file=" + file);
        }
        return Optional.of(new TreeHead(Long.parseLong(record.group(2)), Hash.fromBase64(record.group(3))));
    }

    /**
     * Returns once it is durable, or a larger one is.
     *
     * @throws IOException also when another process stands still in the middle of keeping one
     */
    void keep(TreeHead head) throws IOException {
        alone(() -> {
            Optional<TreeHead> kept = stored();
            if (kept.isEmpty() || kept.get().size() < head.size()) {
                write(head);
            }
        });
    }

    private void write(TreeHead head) throws IOException {
        String text = head.size() + " " + head.root().toBase64();
        ByteBuffer bytes = ByteBuffer.wrap((text + " " + checksum(text) + "\n").getBytes(StandardCharsets.ISO_8859_1));
        Path half = beside(".new");
        try (FileChannel channel = FileChannel.open(
                half, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.ISO_8859_1));
        return String.format("%08x", crc.getValue());
    }
}
