package org.messageledger.seal;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.SecretKey;

/**
 * Seals the texts of one event with one data key. The key of its texts is derived once, and kept no longer than this. Not
 * thread-safe.
 */
public final class TextSeal {

    private final Box box = new Box();
    private final SecretKey textKey;
    private final String stream;
    private final UUID eventId;
    private final SecureRandom random;

    TextSeal(SecretKey textKey, String stream, UUID eventId, SecureRandom random) {
        this.textKey = textKey;
        this.stream = stream;
        this.eventId = eventId;
        this.random = random;
    }

    /**
     * Seals one text.
     *
     * @param field where it stands, as in {@link SealedField}
     * @return version, nonce, ciphertext, tag: 29 bytes more than the text has in UTF-8
     */
    public byte[] seal(String field, String text) {
        byte[] nonce = new byte[Box.NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] associated = new SealedField(stream, eventId, field).associated();
        return box.seal(textKey, nonce, text.getBytes(StandardCharsets.UTF_8), associated);
    }
}
