package org.messageledger.tree;

import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;

/** A SHA-256 value: 32 bytes, immutable. */
public final class Hash {

    /** Length of every hash. */
    public static final int SIZE_BYTES = 32;

    private static final int BASE64_CHARS = 44;

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Copies. @throws IllegalArgumentException unless there are 32 bytes */
    public static Hash of(byte[] bytes) {
        if (bytes.length != SIZE_BYTES) {
            throw new IllegalArgumentException("not a SHA-256 hash: bytes=" + bytes.length);
        }
        return new Hash(bytes.clone());
    }

    /** Takes the array over: nobody else may hold it. */
    static Hash owning(byte[] bytes) {
        return new Hash(bytes);
    }

    /**
     * The 32 bytes of {@code source} from {@code offset} on.
     *
     * @throws IndexOutOfBoundsException when there are fewer
     */
    public static Hash at(byte[] source, int offset) {
        Objects.checkFromIndexSize(offset, SIZE_BYTES, source.length);
        return new Hash(Arrays.copyOfRange(source, offset, offset + SIZE_BYTES));
    }

    /**
     * Reads canonical base64 only: Java's decoder ignores the spare bits of a last character, so that two texts could
     * mean one hash.
     *
     * @throws IllegalArgumentException when the text is anything else
     */
    public static Hash fromBase64(String text) {
        if (text.length() != BASE64_CHARS) {
            throw new IllegalArgumentException("not a SHA-256 hash in base64: characters=" + text.length());
        }
        byte[] bytes = Base64.getDecoder().decode(text);
        if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
            throw new IllegalArgumentException("not canonical base64: text=" + text);
        }
        return of(bytes);
    }

    public byte[] toBytes() {
        return bytes.clone();
    }

    /** Writes the 32 bytes. @throws IndexOutOfBoundsException when they do not fit */
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, SIZE_BYTES);
    }

    public String toBase64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return toBase64();
    }
}
