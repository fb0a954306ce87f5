package org.messageledger.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The keys of one ledger, unwrapped while it runs. Makes content keys; seals, opens, digests. Thread-safe.
 *
 * <p>Made once for an empty log ({@link #found}), whose {@link #foundingRows} MUST be written with leaf 0; opened from
 * the store ever after. Opening fails when the wrapping key is not the one that wrapped them.
 */
public final class Keyring {

    private final WrappingKey wrappingKey;
    private final KeyStore store;
    private final Clock clock;
    private final SecureRandom random;
    private final DataKey recordKey;
    private final DataKey foundingKey;

    private Keyring(
            WrappingKey wrappingKey,
            KeyStore store,
            Clock clock,
            SecureRandom random,
            DataKey recordKey,
            DataKey foundingKey) {
        this.wrappingKey = wrappingKey;
        this.store = store;
        this.clock = clock;
        this.random = random;
        this.recordKey = recordKey;
        this.foundingKey = foundingKey;
    }

    /** New record and founding keys, not stored yet. */
    public static Keyring found(WrappingKey wrappingKey, KeyStore store, Clock clock, SecureRandom random) {
        return new Keyring(
                wrappingKey,
                store,
                clock,
                random,
                DataKey.generate(KeyKind.RECORD, null, clock, random),
                DataKey.generate(KeyKind.FOUNDING, null, clock, random));
    }

    /**
     * The keys that the log was founded with.
     *
     * @throws GeneralSecurityException when they are missing, altered, or wrapped by another wrapping key
     */
    public static Keyring open(WrappingKey wrappingKey, KeyStore store, Clock clock, SecureRandom random)
            throws GeneralSecurityException {
        return new Keyring(
                wrappingKey,
                store,
                clock,
                random,
                wrappingKey.unwrap(newest(store, KeyKind.RECORD)),
                wrappingKey.unwrap(newest(store, KeyKind.FOUNDING)));
    }

    private static WrappedKey newest(KeyStore store, KeyKind kind) throws GeneralSecurityException {
        List<WrappedKey> keys = store.ofKind(kind);
        if (keys.isEmpty()) {
            throw new GeneralSecurityException("the ledger has no key of this kind: kind=" + kind);
        }
        return keys.get(keys.size() - 1);
    }

    /** What must be stored in leaf 0's transaction. */
    public List<WrappedKey> foundingRows() {
        return List.of(wrappingKey.wrap(recordKey, random), wrappingKey.wrap(foundingKey, random));
    }

    /** Seals texts that erasure leaves alone, and compares repeated commands. */
    public DataKey recordKey() {
        return recordKey;
    }

    /** A new key for one message's content. Its {@link #wrap} MUST be stored with the entry that it seals. */
    public DataKey newContentKey(String messageId) {
        return DataKey.generate(KeyKind.CONTENT, messageId, clock, random);
    }

    public WrappedKey wrap(DataKey key) {
        return wrappingKey.wrap(key, random);
    }

    /** Unwraps a row. @throws GeneralSecurityException when it was altered, or wrapped by another wrapping key */
    public DataKey unwrap(WrappedKey wrapped) throws GeneralSecurityException {
        return wrappingKey.unwrap(wrapped);
    }

    /** Any key of this ledger; empty when it was destroyed. */
    public Optional<DataKey> find(UUID keyId) throws GeneralSecurityException {
        if (keyId.equals(recordKey.id())) {
            return Optional.of(recordKey);
        }
        Optional<WrappedKey> wrapped = store.find(keyId);
        return wrapped.isEmpty() ? Optional.empty() : Optional.of(unwrap(wrapped.get()));
    }

    /** Seals the texts of one event. */
    public TextSeal textSeal(DataKey key, String stream, UUID eventId) {
        return new TextSeal(key.textKey(eventId), stream, eventId, random);
    }

    /**
     * Opens what {@link TextSeal} made.
     *
     * @throws GeneralSecurityException when the box was altered or belongs to another message, field or event
     */
    public String open(DataKey key, SealedField field, byte[] box) throws GeneralSecurityException {
        return new String(
                new Box().open(key.textKey(field.eventId()), box, field.associated()), StandardCharsets.UTF_8);
    }

    /**
     * 16 bytes of HMAC(emitter, idempotency key, ordinal) under the founding key: one command repeated names the same
     * event for ever, and nobody else can compute which.
     */
    public UUID eventId(String emitter, String idempotencyKey, int ordinal) {
        byte[] name = (emitter.length() + "\n" + emitter + "\n" + idempotencyKey + "\n" + ordinal)
                .getBytes(StandardCharsets.UTF_8);
        ByteBuffer halves = ByteBuffer.wrap(foundingKey.digest("event-id", name));
        return new UUID(halves.getLong(), halves.getLong());
    }
}
