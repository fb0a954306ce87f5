package org.messageledger.log.jdbc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * H2 files of the scheme {@code powercut:} in front of another one, of which it is known what a power cut would leave:
 * what was forced, and of what was written since then nothing, or any part.
 */
public final class PowerCut extends FilePathWrapper {

    private static final Map<String, Unforced> FILES = new ConcurrentHashMap<>();

    static void register() {
        FilePath.register(new PowerCut());
    }

    @Override
    public String getScheme() {
        return "powercut";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        Unforced unforced =
                FILES.computeIfAbsent(getBase().toString().replaceFirst("^async:", ""), it -> new Unforced());
        return new Watched(getBase().open(mode), unforced);
    }

    /** Copies to {@code copy} what would be in {@code file} after a power cut now. */
    static void cut(Path file, Path copy, Random random, double lost) throws IOException {
        Unforced unforced = FILES.get(file.toString());
        if (unforced == null) {
            throw new IllegalStateException("not opened through powercut: " + file + " of " + FILES.keySet());
        }
        synchronized (unforced) {
            byte[] bytes = unforced.forced.clone();
            for (Write write : unforced.writes) {
                if (random.nextDouble() >= lost) {
                    bytes = write.on(bytes);
                }
            }
            Files.write(copy, bytes);
        }
    }

    /** The next force fails, and what it should have forced is never written: so do Linux and its file systems. */
    static void failNextForce(Path file) {
        Unforced unforced = FILES.get(file.toString());
        if (unforced == null) {
            throw new IllegalStateException("not opened through powercut: " + file + " of " + FILES.keySet());
        }
        synchronized (unforced) {
            unforced.failNext = true;
        }
    }

    private static final class Write {

        private final long position;
        private final byte[] bytes;
        private final boolean truncates;

        Write(long position, byte[] bytes, boolean truncates) {
            this.position = position;
            this.bytes = bytes;
            this.truncates = truncates;
        }

        byte[] on(byte[] file) {
            if (truncates) {
                return Arrays.copyOf(file, (int) Math.min(file.length, position));
            }
            byte[] result = Arrays.copyOf(file, (int) Math.max(file.length, position + bytes.length));
            System.arraycopy(bytes, 0, result, (int) position, bytes.length);
            return result;
        }
    }

    private static final class Unforced {
        private byte[] forced = new byte[0];
        private final List<Write> writes = new ArrayList<>();
        private boolean failNext;

        synchronized void force() {
            for (Write write : writes) {
                forced = write.on(forced);
            }
            writes.clear();
        }
    }

    private static final class Watched extends FileBaseDefault {

        private final FileChannel real;
        private final Unforced unforced;

        Watched(FileChannel real, Unforced unforced) {
            this.real = real;
            this.unforced = unforced;
        }

        @Override
        public synchronized int read(ByteBuffer into, long position) throws IOException {
            return real.read(into, position);
        }

        @Override
        public synchronized int write(ByteBuffer from, long position) throws IOException {
            byte[] bytes = new byte[from.remaining()];
            from.duplicate().get(bytes);
            synchronized (unforced) {
                int written = real.write(from, position);
                unforced.writes.add(new Write(position, Arrays.copyOf(bytes, written), false));
                return written;
            }
        }

        @Override
        public void force(boolean metadata) throws IOException {
            synchronized (unforced) {
                if (unforced.failNext) {
                    unforced.failNext = false;
                    unforced.writes.clear();
                    throw new IOException("the disk has failed");
                }
                real.force(metadata);
                unforced.force();
            }
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            synchronized (unforced) {
                real.truncate(size);
                unforced.writes.add(new Write(size, new byte[0], true));
            }
        }

        @Override
        public long size() throws IOException {
            return real.size();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return real.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            real.close();
        }
    }
}
