package org.messageledger.checkpoint;

/**
 * A text from outside is not what its format demands. The message says what is wrong and in which line; it repeats
 * nothing of the text, which nobody has vouched for and which may end up on a terminal.
 */
public class MalformedException extends Exception {

    MalformedException(String message) {
        super(message);
    }

    MalformedException(String message, Throwable cause) {
        super(message, cause);
    }
}
