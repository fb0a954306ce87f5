package org.messageledger.checkpoint;

/**
 * A well-formed note or proof does not show what it should: a signature is wrong or missing, or a proof leads to another
 * root. The message says which.
 */
public final class UnverifiedException extends Exception {

    UnverifiedException(String message) {
        super(message);
    }
}
