package org.messageledger.wire;

/** An entry's bytes are not what this program writes or can read. Never skipped: a view that did would lie. */
public final class UnreadableEntryException extends RuntimeException {

    public UnreadableEntryException(String message, Throwable cause) {
        super(message, cause);
    }

    public UnreadableEntryException(String message) {
        super(message);
    }
}
