package org.messageledger.log;

/** The database does not hold what was acknowledged: nothing may be appended to it, nor answered from it. */
public final class LostHeadException extends RuntimeException {

    LostHeadException(String message) {
        super(message);
    }
}
