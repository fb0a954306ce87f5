package org.messageledger.checkpoint;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** 32 bytes that encode a point of the curve (RFC 8032 section 5.1.5). Immutable; equal by the bytes. */
final class Ed25519PublicKey {

    static final int SIZE_BYTES = 32;

    private static final int SIGNATURE_BYTES = 64;

    /** SubjectPublicKeyInfo of Ed25519 up to the 32 bytes (RFC 8410 section 4). */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final byte[] bytes;
    private final PublicKey key;

    private Ed25519PublicKey(byte[] bytes, PublicKey key) {
        this.bytes = bytes;
        this.key = key;
    }

    /** Copies. Null when the bytes are no such key. */
    static @Nullable Ed25519PublicKey of(byte[] bytes) {
        if (bytes.length != SIZE_BYTES) {
            return null;
        }
        byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + SIZE_BYTES);
        System.arraycopy(bytes, 0, encoded, X509_PREFIX.length, SIZE_BYTES);
        try {
            PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            Signature.getInstance("Ed25519").initVerify(key); // decodes the point
            return new Ed25519PublicKey(bytes.clone(), key);
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** RFC 8032 section 5.1.7. False for bytes that are no signature; never throws. */
    boolean verifies(byte[] message, byte[] signature) {
        if (signature.length != SIGNATURE_BYTES) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (SignatureException e) {
            return false; // 64 bytes that encode no point or no scalar
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key was tried when it was made", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ed25519PublicKey that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
