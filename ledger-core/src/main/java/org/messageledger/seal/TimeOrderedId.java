package org.messageledger.seal;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/** Ids that nobody can guess and that come in about the order they are made in: an index takes them at its end. */
public final class TimeOrderedId {

    private TimeOrderedId() {}

    /** RFC 9562 section 5.7, version 7: 48 bits of Unix milliseconds, then 74 random ones. */
    public static UUID next(Clock clock, SecureRandom random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        ByteBuffer halves = ByteBuffer.wrap(bytes);
        long high = (clock.millis() << 16) | 0x7000L | (halves.getLong() & 0x0FFFL);
        long low = (halves.getLong() >>> 2) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
