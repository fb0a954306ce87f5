package org.messageledger.recording;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Splits a stream at line feeds, in constant memory: of a line that is too long only the length is kept. A line must come
 * whole in a time: who sends a byte now and then is as good as silent.
 */
final class LineReader {

    /** A line without its line feed; {@code tooLong}: its bytes were passed over. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    record Line(byte[] bytes, boolean tooLong) {}

    private final InputStream input;
    private final int lineBytesMax;
    private final long lineNanosMax;
    private final byte[] buffer = new byte[16 * 1024];
    private int position;
    private int limit;
    private boolean withinLine;

    LineReader(InputStream input, int lineBytesMax, Duration lineTimeMax) {
        this.input = input;
        this.lineBytesMax = lineBytesMax;
        this.lineNanosMax = lineTimeMax.toNanos();
    }

    /**
     * The next line; null at the end. A last line needs no line feed.
     *
     * @throws IOException when the stream breaks off, or the line does not come to its end in time: what had been read of the line is not returned
     */
    @Nullable
    Line next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        boolean tooLong = false;
        long begunNanos = System.nanoTime();
        while (true) {
            if (!withinLine) {
                begunNanos = System.nanoTime();
            } else if (System.nanoTime() - begunNanos > lineNanosMax) {
                throw new IOException("a line takes too long");
            }
            if (position == limit && !fill()) {
                boolean any = withinLine;
                withinLine = false;
                return any ? line(line, tooLong) : null;
            }
            withinLine = true;
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            tooLong |= line.size() + end - position > lineBytesMax;
            if (!tooLong) {
                line.write(buffer, position, end - position);
            }
            boolean complete = end < limit;
            position = complete ? end + 1 : end;
            if (complete) {
                withinLine = false;
                return line(line, tooLong);
            }
        }
    }

    /** Whether a line had begun when the stream broke off. */
    boolean withinLine() {
        return withinLine;
    }

    private boolean fill() throws IOException {
        int read = input.read(buffer);
        if (read == 0) {
            throw new EOFException("the stream gives nothing");
        }
        position = 0;
        limit = Math.max(read, 0);
        return read > 0;
    }

    private static Line line(ByteArrayOutputStream bytes, boolean tooLong) {
        return new Line(tooLong ? new byte[0] : bytes.toByteArray(), tooLong);
    }
}
