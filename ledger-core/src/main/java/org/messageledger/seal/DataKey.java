package org.messageledger.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * An unwrapped data key. Never used directly: each use derives a key of its own (HMAC-SHA256 as the PRF, NIST SP
 * 800-108), so that text, digests and event ids share nothing, and each event's texts have a key of their own, which
 * keeps random nonces far below their bound however long the record key lives.
 */
public final class DataKey {

    private static final int SECRET_BYTES = 32;

    /** Kept because looking one up costs about as much as a digest. */
    private static final ThreadLocal<Mac> MAC = ThreadLocal.withInitial(DataKey::newMac);

    private final UUID id;
    private final KeyKind kind;
    private final @Nullable String subject;
    private final byte[] secret;

    DataKey(UUID id, KeyKind kind, @Nullable String subject, byte[] secret) {
        this.id = id;
        this.kind = kind;
        this.subject = subject;
        this.secret = secret;
    }

    static DataKey generate(KeyKind kind, @Nullable String subject, Clock clock, SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new DataKey(TimeOrderedId.next(clock, random), kind, subject, secret);
    }

    public UUID id() {
        return id;
    }

    public KeyKind kind() {
        return kind;
    }

    public @Nullable String subject() {
        return subject;
    }

    byte[] secret() {
        return secret;
    }

    /** The AES key of one event's texts. */
    SecretKey textKey(UUID eventId) {
        return new SecretKeySpec(hmac(secret, "text\n" + eventId), "AES");
    }

    /**
     * HMAC-SHA256 of the bytes under a key derived for this purpose: equal content gives equal digests under one key,
     * and nothing to compare once the key is destroyed.
     */
    public byte[] digest(String purpose, byte[] bytes) {
        return hmac(hmac(secret, "digest\n" + purpose), bytes);
    }

    private static byte[] hmac(byte[] key, String label) {
        return hmac(key, label.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(byte[] key, byte[] bytes) {
        try {
            Mac mac = MAC.get();
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key of any length will do", e);
        }
    }

    private static Mac newMac() {
        try {
            return Mac.getInstance("HmacSHA256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }
}
