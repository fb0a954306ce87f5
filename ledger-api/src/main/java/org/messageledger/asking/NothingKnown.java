package org.messageledger.asking;

/** Nobody ever named this message, as of the leaf that was asked for: 404. */
public final class NothingKnown extends RuntimeException {

    private final String messageId;

    NothingKnown(String messageId) {
        super("nothing is known of this message");
        this.messageId = messageId;
    }

    public String messageId() {
        return messageId;
    }
}
