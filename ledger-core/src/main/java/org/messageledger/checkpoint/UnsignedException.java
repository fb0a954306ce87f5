package org.messageledger.checkpoint;

import org.jspecify.annotations.Nullable;

/** A process may not, or cannot, sign the log. Nothing was signed. */
public abstract sealed class UnsignedException extends Exception permits RolledBackException, MissingKeyException {

    private static final long serialVersionUID = 1;

    UnsignedException(String words, @Nullable Throwable cause) {
        super(words, cause);
    }
}
