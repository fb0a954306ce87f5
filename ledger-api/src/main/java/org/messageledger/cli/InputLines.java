package org.messageledger.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private final InputStream text;
    private final boolean unpacked;
    private long number;
    private long textBytesRead;

    private InputLines(InputStream text, boolean unpacked) {
        this.text = text;
        this.unpacked = unpacked;
    }

    static InputLines open(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            raw.mark(2);
            boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
            raw.reset();
            InputStream text = gzip ? new BufferedInputStream(new GZIPInputStream(raw, 1 << 16), 1 << 16) : raw;
            return new InputLines(text, gzip);
        } catch (IOException e) {
            raw.close();
            throw damaged(e);
        }
    }

    /** Whether the file is gzip; what is read is its content. */
    boolean unpacked() {
        return unpacked;
    }

    /** Passes over all that is left, which shows whether it is whole; how many bytes that was. */
    long skipToEnd() throws IOException {
        try {
            return text.transferTo(OutputStream.nullOutputStream());
        } catch (EOFException | ZipException e) {
            throw damaged(e);
        }
    }

    /** Null at the end. A damaged or cut-off gzip file is an {@link UnusableInput} where the damage is. */
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
        textBytesRead++;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean tooLong = false;
        for (; b >= 0 && b != '\n'; b = text.read()) {
            textBytesRead++;
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

    /** How many bytes of text have been read, the end of the last line at most one byte short. */
    long textBytesRead() {
        return textBytesRead;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    private static IOException damaged(IOException e) {
        return e instanceof EOFException || e instanceof ZipException
                ? new UnusableInput(
                        "the compressed file is damaged or cut off, get it again whole: " + e.getMessage(), e)
                : e;
    }
}
