package org.messageledger.eventstore;

import org.jspecify.annotations.Nullable;

/** This process must not run on this log: it is not the one that its keys and settings belong to. */
public final class IdentityException extends RuntimeException {

    IdentityException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
