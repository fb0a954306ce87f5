package org.messageledger.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps every receipt that comes back, a line of JSON each, at the end of a file; without a file it keeps none. */
final class Receipts implements Closeable {

    private final @Nullable Writer file;

    private Receipts(@Nullable Writer file) {
        this.file = file;
    }

    /** Goes on after what is there; the half line of a process that was killed gets an end of its own. */
    static Receipts to(@Nullable Path path) throws UnusableInput {
        if (path == null) {
            return new Receipts(null);
        }
        try {
            boolean torn = endsInHalfALine(path);
            Writer file = Files.newBufferedWriter(
                    path, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (torn) {
                file.write('\n');
            }
            return new Receipts(file);
        } catch (IOException e) {
            throw new UnusableInput("cannot write to the file of --receipts, give another: " + path, e);
        }
    }

    private static boolean endsInHalfALine(Path path) throws IOException {
        if (!Files.isRegularFile(path) || Files.size(path) == 0) {
            return false;
        }
        try (SeekableByteChannel file = Files.newByteChannel(path)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            file.position(file.size() - 1).read(last);
            return last.get(0) != '\n';
        }
    }

    /** The receipt is in the file when this returns: a client that is killed then has not forgotten it. */
    void keep(Answer answer) throws IOException {
        String receipt = answer.receipt();
        if (file != null && receipt != null) {
            file.write(receipt + "\n");
            file.flush();
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
