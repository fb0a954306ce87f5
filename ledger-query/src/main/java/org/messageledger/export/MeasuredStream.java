package org.messageledger.export;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.messageledger.tree.Hash;

/** Counts and hashes what goes through it. Does not close what is behind it, and does not flush it: a zip goes on there. */
final class MeasuredStream extends FilterOutputStream {

    private final MessageDigest digest = sha256();
    private long bytes;

    MeasuredStream(OutputStream out) {
        super(out);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] some, int from, int length) throws IOException {
        out.write(some, from, length);
        digest.update(some, from, length);
        bytes += length;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    long bytes() {
        return bytes;
    }

    /** Of all of it, once nothing more comes. */
    Hash hash() {
        return Hash.of(digest.digest());
    }
}
