package org.messageledger.checkpoint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A public Ed25519 key with its name, as signed notes write it: {@code name+hex8+base64(0x01 ‖ key)}, where hex8 is the
 * key id, the first four bytes of SHA-256(name ‖ "\n" ‖ 0x01 ‖ key) (c2sp.org/signed-note, "Verifier keys").
 */
public final class VerifierKey {

    private static final byte ED25519 = 1;
    private static final int KEY_BYTES = 32;

    private final String name;
    private final byte[] key;

    private VerifierKey(String name, byte[] key) {
        this.name = name;
        this.key = key;
    }

    /**
     * A key under a name.
     *
     * @param name not empty, without white space and plus signs (c2sp.org/signed-note)
     * @param key the 32 bytes of RFC 8032 section 5.1.5
     */
    public static VerifierKey of(String name, byte[] key) {
        if (!isName(name)) {
            throw new IllegalArgumentException("not a key name: name=" + name);
        }
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("not an Ed25519 public key: bytes=" + key.length);
        }
        return new VerifierKey(name, key.clone());
    }

    /** Whether a signed note may bear the name: it has characters, none of them white space or a plus sign. */
    public static boolean isName(String name) {
        return !name.isEmpty()
                && name.chars().noneMatch(c -> c == '+' || Character.isWhitespace(c) || Character.isSpaceChar(c));
    }

    public String name() {
        return name;
    }

    /** The four bytes that name the key in a signature line. */
    public byte[] keyId() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(ED25519);
            return Arrays.copyOf(digest.digest(key), 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The vkey text. */
    @Override
    public String toString() {
        byte[] typed = new byte[1 + KEY_BYTES];
        typed[0] = ED25519;
        System.arraycopy(key, 0, typed, 1, KEY_BYTES);
        return name + "+" + HexFormat.of().formatHex(keyId()) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }
}
