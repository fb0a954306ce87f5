package org.messageledger.checkpoint;

/**
 * A checkpoint, else well-formed, says of the empty tree that it has another root than SHA-256 of nothing. Apart from
 * other refusals because a witness answers it apart (c2sp.org/tlog-witness, 422).
 */
public final class WrongEmptyRootException extends MalformedException {

    WrongEmptyRootException(String message) {
        super(message);
    }
}
