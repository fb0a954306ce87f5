package org.messageledger.eventstore;

import org.jspecify.annotations.Nullable;

/** A restored backup was not made the log, or not yet; its words say why and what to do. */
public final class RestoreRefusedException extends RuntimeException {

    RestoreRefusedException(String message) {
        this(message, null);
    }

    RestoreRefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
