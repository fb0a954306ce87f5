package org.messageledger.fact;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes and reads cursors: version, pinned leaf, last leaf, and an HMAC-SHA-256, cut to 128 bits, over these and the
 * question. So a cursor can be neither made up nor used with another question.
 */
final class Cursors {

    static final int KEY_BYTES_MIN = 16;

    private static final byte VERSION = 1;
    private static final int CONTENT_BYTES = 1 + Long.BYTES + Long.BYTES;
    private static final int MAC_BYTES = 16;

    private final SecretKeySpec key;

    Cursors(byte[] key) {
        if (key.length < KEY_BYTES_MIN) {
            throw new IllegalArgumentException("cursor key too short: bytes=" + key.length);
        }
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /**
     * Where a page ended.
     *
     * @param pinned the last leaf that can be in any page; -1 for none
     * @param last the next page begins beyond this leaf
     */
    record Place(long pinned, long last) {}

    String write(String question, Place place) {
        ByteBuffer cursor = ByteBuffer.allocate(CONTENT_BYTES + MAC_BYTES);
        cursor.put(VERSION).putLong(place.pinned()).putLong(place.last());
        cursor.put(mac(question, Arrays.copyOf(cursor.array(), CONTENT_BYTES)));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.array());
    }

    /** Empty unless this ledger wrote it for this question. */
    Optional<Place> read(String question, String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not even base64: as strange as any other
        }
        if (bytes.length != CONTENT_BYTES + MAC_BYTES) {
            return Optional.empty();
        }
        byte[] content = Arrays.copyOf(bytes, CONTENT_BYTES);
        byte[] mac = Arrays.copyOfRange(bytes, CONTENT_BYTES, bytes.length);
        ByteBuffer cursor = ByteBuffer.wrap(content);
        if (!MessageDigest.isEqual(mac, mac(question, content)) || cursor.get() != VERSION) {
            return Optional.empty();
        }
        return Optional.of(new Place(cursor.getLong(), cursor.getLong()));
    }

    private byte[] mac(String question, byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(content);
            mac.update(question.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(mac.doFinal(), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }
}
