package org.messageledger.fact;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Remembers why the projection last stopped, until it has got past that leaf. Thread-safe. */
final class FactHealth {

    record Failure(long leafIndex, String reason) {}

    private volatile @Nullable Failure failure;

    void failed(long leafIndex, @Nullable Throwable cause) {
        failure = new Failure(leafIndex, reason(cause));
    }

    /** All leaves before this one are facts. */
    void advanced(long nextLeaf) {
        Failure last = failure;
        if (last != null && last.leafIndex() < nextLeaf) {
            failure = null;
        }
    }

    /** What failed works again. */
    void recovered() {
        failure = null;
    }

    boolean failed() {
        return failure != null;
    }

    /** The failure that still holds: another process may have got past it. */
    @Nullable
    Failure failure(long nextLeaf) {
        Failure last = failure;
        return last == null || last.leafIndex() < nextLeaf ? null : last;
    }

    /** Names the kind of failure only: messages of databases quote what they were given. */
    static String reason(@Nullable Throwable cause) {
        for (Throwable it = cause; it != null; it = it.getCause()) {
            if (it instanceof SQLException sql) {
                return "the database refused: sqlState=" + sql.getSQLState();
            }
        }
        return cause == null
                ? "rolled back"
                : "failed: exception=" + cause.getClass().getName();
    }
}
