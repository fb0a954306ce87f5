package org.messageledger.verify;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The bytes of one file, in an array that the next file's take the place of. */
final class FileBytes {

    private static final int SIZE_BYTES_FIRST = 1 << 16;

    private byte[] array = new byte[SIZE_BYTES_FIRST];
    private int length;

    /** Reads to the end, or one byte more than there may be, so that {@link #length} tells. */
    FileBytes readFrom(InputStream in, int bytesMax) throws IOException {
        length = 0;
        while (length <= bytesMax) {
            if (length == array.length) {
                array = Arrays.copyOf(array, 2 * length);
            }
            int count = in.read(array, length, Math.min(array.length, bytesMax + 1) - length);
            if (count < 0) {
                return this;
            }
            length += count;
        }
        return this;
    }

    /** Holds the bytes from 0 to {@link #length}; behind them, remains of older files. */
    byte[] array() {
        return array;
    }

    int length() {
        return length;
    }

    /** Keeps the beginning only. */
    void cutTo(int bytes) {
        length = Math.min(length, bytes);
    }

    byte[] copy() {
        return Arrays.copyOf(array, length);
    }
}
