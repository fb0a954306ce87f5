package org.messageledger.log;

import org.jspecify.annotations.Nullable;

/**
 * What became of a batch given to the store.
 *
 * @param cause in words that hold nothing of what was to be stored: they are shown and kept
 */
public record CommitResult(Kind kind, @Nullable String cause) {

    public static final CommitResult COMMITTED = new CommitResult(Kind.COMMITTED, null);
    public static final CommitResult HEAD_MOVED = new CommitResult(Kind.HEAD_MOVED, null);

    /** All kinds but {@link #COMMITTED} and {@link #UNKNOWN} say: certainly nothing was written. */
    public enum Kind {
        /** Stored and durable. */
        COMMITTED,
        /** The head was not the expected one. */
        HEAD_MOVED,
        /** An event id, a place in a stream or a key id is taken. */
        NOT_UNIQUE,
        /** The database does not take some value in the batch and never will. */
        UNSTORABLE,
        /** The storage failed before the commit was asked for. */
        NOT_WRITTEN,
        /** The storage failed in the commit or after it: the batch may be there, or come to be there later. */
        UNKNOWN
    }
}
