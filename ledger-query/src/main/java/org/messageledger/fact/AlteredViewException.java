package org.messageledger.fact;

/** A fact of the view is not what its entry says, or the entry is not in the log's tree: somebody has altered one of them. */
public final class AlteredViewException extends RuntimeException {

    private final long leafIndex;

    AlteredViewException(long leafIndex, String words) {
        super("leaf " + leafIndex + ": " + words);
        this.leafIndex = leafIndex;
    }

    AlteredViewException(long leafIndex, String words, RuntimeException cause) {
        super("leaf " + leafIndex + ": " + words, cause);
        this.leafIndex = leafIndex;
    }

    public long leafIndex() {
        return leafIndex;
    }
}
