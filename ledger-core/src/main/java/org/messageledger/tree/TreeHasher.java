package org.messageledger.tree;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The three hash rules of RFC 6962 section 2.1 (RFC 9162 section 2.1.1), with SHA-256. Safe for any thread. */
public final class TreeHasher {

    private static final byte LEAF = 0;
    static final byte NODE = 1;

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

    /**
     * The same rule without a copy, for those who hash many: the entry lies in {@code source}, and the byte before it is
     * lent for the time of the call, so that prefix and entry are one piece.
     *
     * @param offset of the entry; at least 1
     * @param target where the 32 bytes go, from {@code targetOffset} on
     */
    public static void leaf(byte[] source, int offset, int length, byte[] target, int targetOffset) {
        byte lent = source[offset - 1];
        source[offset - 1] = LEAF;
        try {
            digestInto(source, offset - 1, 1 + length, target, targetOffset);
        } finally {
            source[offset - 1] = lent;
        }
    }

    /** SHA-256(0x01 ‖ left ‖ right) (RFC 6962 section 2.1). */
    public static Hash node(Hash left, Hash right) {
        byte[] children = new byte[1 + 2 * Hash.SIZE_BYTES];
        children[0] = NODE;
        left.copyTo(children, 1);
        right.copyTo(children, 1 + Hash.SIZE_BYTES);
        return Hash.owning(cleanDigest().digest(children));
    }

    /** The same rule over two hashes that lie side by side behind a {@link #NODE}. */
    static void prefixedNode(byte[] source, int offset, byte[] target, int targetOffset) {
        digestInto(source, offset, 1 + 2 * Hash.SIZE_BYTES, target, targetOffset);
    }

    private static void digestInto(byte[] source, int offset, int length, byte[] target, int targetOffset) {
        MessageDigest digest = cleanDigest();
        digest.update(source, offset, length);
        try {
            digest.digest(target, targetOffset, Hash.SIZE_BYTES);
        } catch (DigestException e) {
            throw new IndexOutOfBoundsException("no room for a hash: offset=" + targetOffset);
        }
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
