package org.messageledger.checkpoint;

/** A process has not all the keys that must sign; another may have. Its words name the key and what to do, nothing secret. */
public final class MissingKeyException extends UnsignedException {

    private static final long serialVersionUID = 1;

    public MissingKeyException(String words) {
        super(words, null);
    }
}
