package org.messageledger.log;

import org.jspecify.annotations.Nullable;

/** The storage did not answer, or answered what it must not. */
public final class StorageException extends RuntimeException {

    public StorageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public StorageException(String message) {
        super(message);
    }
}
