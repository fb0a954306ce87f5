package org.messageledger.replay;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.ViewRow;
import org.messageledger.fact.ViewTable;
import org.messageledger.tree.Hash;

/**
 * SHA-256 over the facts, then the postings of a view as of a leaf, the same whichever database, generation and batches they
 * came by. Facts by leaf, postings by subject id, role and leaf. Each row is a byte, 0 for a fact and 1 for a posting, and
 * its columns in the order of {@link ViewTable#columns}: a byte 0 for one without a value, else a byte 1, the length of its
 * text in UTF-8 as four bytes, most significant first, and the text.
 */
public final class ViewDigest {

    private final MessageDigest digest;
    private final long[] counts = new long[2];

    ViewDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Of all these rows. */
    static ViewDigest of(List<Iterator<ViewRow>> tables) {
        ViewDigest digest = new ViewDigest();
        tables.forEach(rows -> rows.forEachRemaining(digest::add));
        return digest;
    }

    /** Rows MUST come in order. */
    void add(ViewRow row) {
        byte table = (byte) (row.table() == ViewTable.FACTS ? 0 : 1);
        counts[table]++;
        digest.update(table);
        for (String value : row.values()) {
            add(value);
        }
    }

    private void add(@Nullable String value) {
        if (value == null) {
            digest.update((byte) 0);
            return;
        }
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(5).put((byte) 1).putInt(text.length).array());
        digest.update(text);
    }

    long facts() {
        return counts[0];
    }

    long postings() {
        return counts[1];
    }

    /** Ends it. */
    Hash hash() {
        return Hash.of(digest.digest());
    }
}
