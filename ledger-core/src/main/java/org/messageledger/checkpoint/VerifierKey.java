package org.messageledger.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A public Ed25519 key with its name, as signed notes write it: {@code name+hex8+base64(type ‖ key)}, where hex8 is the
 * key id, the first four bytes of SHA-256(name ‖ "\n" ‖ type ‖ key) (c2sp.org/signed-note, "Verifier keys"). Immutable;
 * equal by name, type and key.
 */
public final class VerifierKey {

    private static final int ID_BYTES = 4;
    private static final char NEXT_LINE = '\u0085';

    private final String name;
    private final SignatureType type;
    private final Ed25519PublicKey key;
    private final byte[] keyId;

    private VerifierKey(String name, SignatureType type, Ed25519PublicKey key) {
        this.name = name;
        this.type = type;
        this.key = key;
        this.keyId = keyId(name, type, key);
    }

    /**
     * A log's key under a name.
     *
     * @param name as {@link #isName} demands
     * @param key the 32 bytes of RFC 8032 section 5.1.5
     * @throws IllegalArgumentException when name or key are no such
     */
    public static VerifierKey of(String name, byte[] key) {
        return of(name, SignatureType.ED25519, key);
    }

    /** A key of either type under a name, else as {@link #of(String, byte[])}. */
    public static VerifierKey of(String name, SignatureType type, byte[] key) {
        if (!isName(name)) {
            throw new IllegalArgumentException("not a key name: name=" + name);
        }
        Ed25519PublicKey publicKey = Ed25519PublicKey.of(key);
        if (publicKey == null) {
            throw new IllegalArgumentException("not an Ed25519 public key: bytes=" + key.length);
        }
        return new VerifierKey(name, type, publicKey);
    }

    /**
     * Reads a vkey: exactly what {@link #toString} writes, its key id included.
     *
     * @throws MalformedException when the text is anything else, or of a signature type that is not supported
     */
    public static VerifierKey parse(String vkey) throws MalformedException {
        int idAt = vkey.indexOf('+') + 1;
        int keyAt = vkey.indexOf('+', idAt) + 1;
        if (idAt == 0 || keyAt == 0) {
            throw new MalformedException("verifier key: not of the form name+id+key");
        }
        String name = vkey.substring(0, idAt - 1);
        if (!isName(name)) {
            throw new MalformedException("verifier key: the name is empty or has white space or control characters");
        }
        byte[] typed;
        try {
            typed = StrictBase64.decode(vkey.substring(keyAt));
        } catch (MalformedException e) {
            throw new MalformedException("verifier key: the key is " + e.getMessage(), e);
        }
        SignatureType type = typed.length == 0 ? null : SignatureType.of(typed[0]);
        if (type == null) {
            throw new MalformedException(
                    "verifier key: neither Ed25519 (0x01) nor an Ed25519 cosignature (0x04): bytes=" + typed.length);
        }
        byte[] key = Arrays.copyOfRange(typed, 1, typed.length);
        Ed25519PublicKey publicKey = Ed25519PublicKey.of(key);
        if (publicKey == null) {
            throw new MalformedException("verifier key: not an Ed25519 public key: bytes=" + key.length);
        }
        VerifierKey parsed = new VerifierKey(name, type, publicKey);
        if (!parsed.toString().equals(vkey)) {
            throw new MalformedException(
                    "verifier key: the key id (8 lower-case hex digits) is not that of name and key");
        }
        return parsed;
    }

    /**
     * Whether a signed note may bear the name: it has characters, none of them white space (Unicode's property
     * White_Space), a control character, a plus sign or a lone surrogate.
     */
    public static boolean isName(String name) {
        return StrictText.isLine(name)
                && name.chars()
                        .noneMatch(c ->
                                c == '+' || c == NEXT_LINE || Character.isWhitespace(c) || Character.isSpaceChar(c));
    }

    public String name() {
        return name;
    }

    public SignatureType type() {
        return type;
    }

    /** The four bytes that name the key in a signature line. */
    public byte[] keyId() {
        return keyId.clone();
    }

    /** The key without its name and type: two of one pair are equal. */
    Ed25519PublicKey key() {
        return key;
    }

    /** Whether a signature line claims to be by this key. */
    boolean isNamedBy(NoteSignature signature) {
        return name.equals(signature.name()) && Arrays.equals(keyId, signature.keyId());
    }

    /** Whether the signature is this key's over the text. False for bytes that are no signature; never throws. */
    boolean verifies(String noteText, byte[] signature) {
        return switch (type) {
            case ED25519 -> key.verifies(noteText.getBytes(StandardCharsets.UTF_8), signature);
            case COSIGNATURE -> Cosignature.verifies(key, noteText, signature);
        };
    }

    private static byte[] keyId(String name, SignatureType type, Ed25519PublicKey key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(type.identifier());
            return Arrays.copyOf(digest.digest(key.bytes()), ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that && name.equals(that.name) && type == that.type && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(keyId);
    }

    /** The vkey text. */
    @Override
    public String toString() {
        byte[] typed = ByteBuffer.allocate(1 + Ed25519PublicKey.SIZE_BYTES)
                .put(type.identifier())
                .put(key.bytes())
                .array();
        return name + "+" + HexFormat.of().formatHex(keyId) + "+" + StrictBase64.encode(typed);
    }
}
