package org.messageledger.recording;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers of one bulk request between those who make them, in any order, and the client, who takes them in the order of
 * its lines, perhaps only after it has sent the last one. What the client has not taken waits in a temporary file, so
 * that it costs disk, up to a bound, and no memory. Lines under way are bounded by count and by bytes.
 *
 * <p>The file is a ring: however long a request lasts, and however far behind its client stays, it grows to the bound and
 * no further.
 */
final class AnswerSpool implements AutoCloseable {

    /** No answer is larger: ids, names of fields and their nesting are bounded. */
    private static final int ANSWER_BYTES_MAX = 64 * 1024;

    private final long pendingBytesMax;
    private final long ringBytes;
    private final int windowLines;
    private final long windowBytes;
    private final FileChannel file;
    private final Map<Long, byte[]> early = new HashMap<>();
    private long started;
    private long answered;
    private long underWayBytes;
    private long written;
    private long writtenBytes;
    private long takenBytes;
    private boolean ended;
    private @Nullable IOException broken;
    private @Nullable IOException unkept;

    AnswerSpool(int windowLines, long windowBytes, long pendingBytesMax) throws IOException {
        this.windowLines = windowLines;
        this.windowBytes = windowBytes;
        this.pendingBytesMax = pendingBytesMax;
        this.ringBytes = pendingBytesMax + (windowLines + 1L) * ANSWER_BYTES_MAX;
        Path path = Files.createTempFile("bulk-answers", null);
        file = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    /**
     * The number of the next line, of so many bytes, once there is room for it in the window and for its answer in the file.
     *
     * @throws IOException when the client does not take its answers any more
     */
    synchronized long begin(int lineBytes) throws IOException, InterruptedException {
        while (broken == null && (full(lineBytes) || writtenBytes - takenBytes >= pendingBytesMax)) {
            wait();
        }
        throwIfBroken();
        underWayBytes += lineBytes;
        return started++;
    }

    /** One line is always let in, however long. */
    private boolean full(int lineBytes) {
        return started > written && (started - written >= windowLines || underWayBytes + lineBytes > windowBytes);
    }

    /** Takes the answer, with its line feed, of a begun line of so many bytes. Never blocks on the client. */
    synchronized void put(long number, int lineBytes, byte[] answer) {
        answered++;
        early.put(number, answer);
        underWayBytes -= lineBytes;
        try {
            byte[] next = early.remove(written);
            while (next != null) {
                append(next);
                written++;
                next = early.remove(written);
            }
        } catch (IOException e) {
            unkept = e;
            broken = e;
        }
        notifyAll();
    }

    private void append(byte[] answer) throws IOException {
        if (writtenBytes + answer.length - takenBytes > ringBytes) {
            throw new IOException("answers that are not taken exceed their bound: bytes=" + ringBytes);
        }
        int done = 0;
        while (done < answer.length) {
            long at = writtenBytes % ringBytes;
            int length = (int) Math.min(answer.length - done, ringBytes - at);
            int wrote = file.write(ByteBuffer.wrap(answer, done, length), at);
            done += wrote;
            writtenBytes += wrote;
        }
    }

    /** The answer of a line that nobody waits for: there is room for one always. */
    synchronized void putLast(byte[] answer) {
        put(started++, 0, answer);
    }

    /** No further line begins. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Until every begun line has its answer, whether or not anybody takes it: until then it costs memory. */
    synchronized void awaitAnswers() throws InterruptedException {
        while (answered < started) {
            wait();
        }
    }

    /** @throws IOException when answers are lost that the client might have taken: the disk is full, say */
    synchronized void requireKept() throws IOException {
        if (unkept != null) {
            throw new IOException("answers could not be kept", unkept);
        }
    }

    /** Copies answers as they come until the last one; the one method that waits for the client, as long as its rate is kept. */
    void copyTo(OutputStream client, TakeRate rate) {
        try {
            ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
            for (long more = awaitMore(); more > 0; more = awaitMore()) {
                rate.waiting();
                long at = takenBytes % ringBytes;
                buffer.clear().limit((int) Math.min(buffer.capacity(), Math.min(more, ringBytes - at)));
                int read = file.read(buffer, at);
                client.write(buffer.array(), 0, read);
                client.flush();
                rate.taken(read);
                if (taken(read)) {
                    rate.caughtUp();
                }
            }
        } catch (IOException e) {
            brokenBy(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            brokenBy(new IOException("interrupted", e));
        }
    }

    /** How many bytes there are to take; 0 at the end. */
    private synchronized long awaitMore() throws InterruptedException, IOException {
        while (broken == null && takenBytes == writtenBytes && !(ended && written == started)) {
            wait();
        }
        throwIfBroken();
        return writtenBytes - takenBytes;
    }

    /**
     * Once everything has been taken, the file begins anew: a client that keeps up costs next to no disk.
     *
     * @return whether it was
     */
    private synchronized boolean taken(int bytes) throws IOException {
        takenBytes += bytes;
        boolean all = takenBytes == writtenBytes;
        if (all) {
            file.truncate(0);
            takenBytes = 0;
            writtenBytes = 0;
        }
        notifyAll();
        return all;
    }

    private synchronized void brokenBy(IOException e) {
        broken = e;
        notifyAll();
    }

    private void throwIfBroken() throws IOException {
        if (broken != null) {
            throw new IOException("answers cannot be delivered", broken);
        }
    }

    synchronized long fileBytes() {
        try {
            return file.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
