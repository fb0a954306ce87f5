package org.messageledger.checkpoint;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/** An Ed25519 key pair: it signs one log's checkpoints, or its exports, or cosigns as one witness. Never use one for two. */
public final class LogKey {

    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";
    private static final int RAW_KEY_BYTES = 32;

    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    private LogKey(PrivateKey privateKey, PublicKey publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    public static LogKey generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(255, random);
            KeyPair pair = generator.generateKeyPair();
            return new LogKey(pair.getPrivate(), pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java 15 and later have Ed25519", e);
        }
    }

    /**
     * Reads what {@link #toPem} wrote.
     *
     * @throws GeneralSecurityException when the text holds no such key pair, or two halves that do not belong together
     */
    public static LogKey fromPem(String pem) throws GeneralSecurityException {
        KeyFactory factory = KeyFactory.getInstance("Ed25519");
        LogKey key = new LogKey(
                factory.generatePrivate(new PKCS8EncodedKeySpec(block(pem, PRIVATE))),
                factory.generatePublic(new X509EncodedKeySpec(block(pem, PUBLIC))));
        byte[] probe = {'p', 'r', 'o', 'b', 'e'};
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(key.publicKey);
        verifier.update(probe);
        if (!verifier.verify(key.sign(probe))) {
            throw new GeneralSecurityException("the private and the public key of the file are no pair");
        }
        return key;
    }

    /** PKCS#8 private key and X.509 public key, as two PEM blocks (RFC 7468). Secret. */
    public String toPem() {
        return pem(PRIVATE, privateKey.getEncoded()) + pem(PUBLIC, publicKey.getEncoded());
    }

    /** The public half under the log's name. */
    public VerifierKey verifier(String origin) {
        return VerifierKey.of(origin, SignatureType.ED25519, rawPublicKey());
    }

    /** The public half under a witness's name. */
    public VerifierKey cosigner(String witnessName) {
        return VerifierKey.of(witnessName, SignatureType.COSIGNATURE, rawPublicKey());
    }

    /** RFC 8410 section 4: the SubjectPublicKeyInfo of Ed25519 ends in the 32 raw bytes. */
    private byte[] rawPublicKey() {
        byte[] encoded = publicKey.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - RAW_KEY_BYTES, encoded.length);
    }

    /** Ed25519 signature (RFC 8032), 64 bytes. */
    public byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(privateKey);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java 15 and later have Ed25519", e);
        }
    }

    private static String pem(String label, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    }

    private static byte[] block(String pem, String label) throws GeneralSecurityException {
        String begin = "-----BEGIN " + label + "-----";
        int from = pem.indexOf(begin);
        int to = pem.indexOf("-----END " + label + "-----");
        if (from < 0 || to < from) {
            throw new GeneralSecurityException("the key file lacks a block: label=" + label);
        }
        try {
            return Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("the key file holds a damaged block: label=" + label, e);
        }
    }
}
