package org.messageledger.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file as bytes, plain or gzipped (told by its first two bytes), one at a time. A line longer than
 * {@link #LINE_BYTES_MAX} is passed over and comes back empty and marked, so that memory stays bounded by one line.
 */
final class InputLines implements Closeable {

    static final int LINE_BYTES_MAX = 1_000_000;

    /** A line as it stands in the file; a record would promise to compare its bytes. */
    static final class Line {
        private final long number;
        private final byte[] bytes;
        private final boolean tooLong;

        Line(long number, byte[] bytes, boolean tooLong) {
            this.number = number;
            this.bytes = bytes;
            this.tooLong = tooLong;
        }

        /** From 1, blank lines included. */
        long number() {
            return number;
        }

        byte[] bytes() {
            return bytes;
        }

        boolean tooLong() {
            return tooLong;
        }

        boolean isBlank() {
            for (byte b : bytes) {
                if (b != ' ' && b != '\t' && b != '\r') {
                    return false;
                }
            }
            return !tooLong;
        }
    }

    private final Counting counting;
    private final InputStream text;
    private long number;

    private InputLines(Counting counting, InputStream text) {
        this.counting = counting;
        this.text = text;
    }

    static InputLines open(Path file) throws IOException {
        Counting counting = new Counting(Files.newInputStream(file));
        try {
            BufferedInputStream raw = new BufferedInputStream(counting, 1 << 16);
            raw.mark(2);
            boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
            raw.reset();
            InputStream text = gzip ? new BufferedInputStream(new GZIPInputStream(raw, 1 << 16), 1 << 16) : raw;
            return new InputLines(counting, text);
        } catch (IOException e) {
            counting.close();
            throw damaged(e);
        }
    }

    /** SHA-256 over the file's bytes as they lie on the disk; its first 32 hexadecimal digits name the file. */
    static String digest(Path file) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest()).substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Null at the end. A damaged or cut-off gzip file is an {@link ImportFailure} where the damage is. */
    @Nullable
    Line next() throws IOException {
        try {
            return read();
        } catch (EOFException | ZipException e) {
            throw damaged(e);
        }
    }

    private @Nullable Line read() throws IOException {
        int b = text.read();
        if (b < 0) {
            return null;
        }
        number++;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean tooLong = false;
        for (; b >= 0 && b != '\n'; b = text.read()) {
            if (line.size() == LINE_BYTES_MAX) {
                tooLong = true;
            } else {
                line.write(b);
            }
        }
        return new Line(number, tooLong ? new byte[0] : withoutMark(line.toByteArray()), tooLong);
    }

    /** Some editors begin a file with a byte order mark, which JSON does not allow. */
    private byte[] withoutMark(byte[] line) {
        boolean marked = number == 1
                && line.length >= 3
                && line[0] == (byte) 0xef
                && line[1] == (byte) 0xbb
                && line[2] == (byte) 0xbf;
        return marked ? java.util.Arrays.copyOfRange(line, 3, line.length) : line;
    }

    /** How many of the file's bytes have been read, compressed if the file is. */
    long fileBytesRead() {
        return counting.bytes;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    private static IOException damaged(IOException e) {
        return e instanceof EOFException || e instanceof ZipException
                ? new ImportFailure("the compressed file is damaged or cut off: " + e.getMessage(), e)
                : e;
    }

    private static final class Counting extends FilterInputStream {
        private long bytes;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            bytes += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            bytes += Math.max(read, 0);
            return read;
        }
    }
}
