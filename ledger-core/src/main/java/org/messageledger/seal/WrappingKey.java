package org.messageledger.seal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The key that wraps data keys: AES-256, in a file of its own outside the database, so that neither opens anything
 * without the other. The file holds the 32 bytes as one line of base64.
 */
public final class WrappingKey {

    private static final int KEY_BYTES = 32;

    private final SecretKey key;

    /** One for each thread. They keep no other key than this. */
    private final ThreadLocal<Box> boxes = ThreadLocal.withInitial(Box::new);

    private WrappingKey(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /**
     * Makes the key file, readable by its owner only (0600), synced to disk.
     *
     * @throws java.nio.file.FileAlreadyExistsException when there is one: a key file is never overwritten
     */
    public static WrappingKey create(Path file, SecureRandom random) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        SecretFile.create(file, Base64.getEncoder().encodeToString(key) + "\n");
        return new WrappingKey(key);
    }

    /** Reads the key file. @throws IOException when it is missing or holds anything but a key */
    public static WrappingKey load(Path file) throws IOException {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(SecretFile.read(file).strip());
        } catch (IllegalArgumentException e) {
            throw new IOException("not a wrapping key: file=" + file, e);
        }
        if (key.length != KEY_BYTES) {
            throw new IOException("not a wrapping key: file=" + file + " bytes=" + key.length);
        }
        return new WrappingKey(key);
    }

    WrappedKey wrap(DataKey dataKey, SecureRandom random) {
        byte[] nonce = new byte[Box.NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] wrapped = boxes.get().seal(key, nonce, dataKey.secret(), associated(dataKey));
        return new WrappedKey(dataKey.id(), dataKey.kind(), dataKey.subject(), wrapped);
    }

    /** @throws GeneralSecurityException when the key was wrapped by another wrapping key, or altered */
    DataKey unwrap(WrappedKey wrapped) throws GeneralSecurityException {
        DataKey unopened = new DataKey(wrapped.keyId(), wrapped.kind(), wrapped.subject(), new byte[0]);
        byte[] secret = boxes.get().open(key, wrapped.wrapped(), associated(unopened));
        return new DataKey(wrapped.keyId(), wrapped.kind(), wrapped.subject(), secret);
    }

    /** Binds a wrapped key to its id, kind and message: rows cannot be swapped. */
    private static byte[] associated(DataKey dataKey) {
        @Nullable String subject = dataKey.subject();
        return ("data-key\n" + dataKey.id() + "\n" + dataKey.kind() + "\n" + (subject == null ? "" : subject))
                .getBytes(StandardCharsets.UTF_8);
    }
}
