package org.messageledger.verify;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;

/** Changes one byte of a column's value. */
final class ByteChange {

    /** Printable ASCII: what a text can hold in any column. */
    private static final int TEXT_FIRST = '!';

    private static final int TEXT_COUNT = '~' - '!' + 1;

    private ByteChange() {}

    /** @throws IllegalArgumentException for a value of a type that no table has, or without a byte */
    static Object of(Object value, Random random) {
        if (value instanceof byte[] bytes) {
            return changed(bytes, random);
        }
        if (value instanceof Long number) {
            byte[] bytes = new byte[Long.BYTES];
            ByteBuffer.wrap(bytes).putLong(number);
            return ByteBuffer.wrap(changed(bytes, random)).getLong();
        }
        if (value instanceof Integer number) {
            byte[] bytes = new byte[Integer.BYTES];
            ByteBuffer.wrap(bytes).putInt(number);
            return ByteBuffer.wrap(changed(bytes, random)).getInt();
        }
        if (value instanceof UUID id) {
            byte[] bytes = new byte[2 * Long.BYTES];
            ByteBuffer.wrap(bytes).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
            ByteBuffer changed = ByteBuffer.wrap(changed(bytes, random));
            return new UUID(changed.getLong(), changed.getLong());
        }
        if (value instanceof Boolean bit) {
            return !bit;
        }
        if (value instanceof String text && !text.isEmpty()) {
            int at = random.nextInt(text.length());
            char old = text.charAt(at);
            char other = (char) (TEXT_FIRST + random.nextInt(TEXT_COUNT));
            return other == old ? of(text, random) : text.substring(0, at) + other + text.substring(at + 1);
        }
        throw new IllegalArgumentException("no byte to change: class=" + value.getClass());
    }

    private static byte[] changed(byte[] value, Random random) {
        byte[] changed = Arrays.copyOf(value, value.length);
        changed[random.nextInt(value.length)] ^= (byte) (1 + random.nextInt(255));
        return changed;
    }
}
