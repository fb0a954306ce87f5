package org.messageledger.verify;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is not as it must be.
 *
 * @param table where: a table of the ledger, or {@link #HOME}
 * @param leafIndex the leaf that it is about, the first of several; absent where it is about none
 * @param place which row or file, in words
 * @param words what is wrong with it
 */
public record Finding(String table, @Nullable Long leafIndex, String place, String words) {

    /** What is kept outside of the database. */
    public static final String HOME = "home";

    @Override
    public String toString() {
        return table + ", " + place + ": " + words;
    }
}
