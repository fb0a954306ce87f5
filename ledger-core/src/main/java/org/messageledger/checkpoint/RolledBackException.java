package org.messageledger.checkpoint;

/** The log is not one that has only grown since a checkpoint of it was signed. Its words name both trees. */
public final class RolledBackException extends UnsignedException {

    private static final long serialVersionUID = 1;

    RolledBackException(String statement) {
        super(statement, null);
    }

    RolledBackException(String statement, Throwable cause) {
        super(statement, cause);
    }
}
