package org.messageledger.tree;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The three hash rules of RFC 6962 section 2.1 (RFC 9162 section 2.1.1), with SHA-256. Safe for any thread. */
public final class TreeHasher {

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    /** Kept because looking one up costs about as much as hashing a node. */
    private static final ThreadLocal<MessageDigest> DIGEST = ThreadLocal.withInitial(TreeHasher::newDigest);

    private static final Hash EMPTY = Hash.owning(newDigest().digest());

    private TreeHasher() {}

    /** SHA-256 of nothing: the root of the empty tree (RFC 6962 section 2.1). */
    public static Hash empty() {
        return EMPTY;
    }

    /** SHA-256(0x00 ‖ entry) (RFC 6962 section 2.1). */
    public static Hash leaf(byte[] entry) {
        MessageDigest digest = cleanDigest();
        digest.update(LEAF);
        return Hash.owning(digest.digest(entry));
    }

    /** SHA-256(0x01 ‖ left ‖ right) (RFC 6962 section 2.1). */
    public static Hash node(Hash left, Hash right) {
        byte[] children = new byte[2 * Hash.SIZE_BYTES];
        left.copyTo(children, 0);
        right.copyTo(children, Hash.SIZE_BYTES);
        return Hash.owning(node(children, 0));
    }

    /** The same rule over two hashes that lie side by side in {@code source}. */
    static byte[] node(byte[] source, int offset) {
        MessageDigest digest = cleanDigest();
        digest.update(NODE);
        digest.update(source, offset, 2 * Hash.SIZE_BYTES);
        return digest.digest();
    }

    /** Reset, which is free on a clean one: a rule that failed half-way must not spoil the thread's next hash. */
    private static MessageDigest cleanDigest() {
        MessageDigest digest = DIGEST.get();
        digest.reset();
        return digest;
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
