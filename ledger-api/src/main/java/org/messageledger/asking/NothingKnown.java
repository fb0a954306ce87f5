package org.messageledger.asking;

/** Nobody ever named this message, as of the leaf that was asked for: 404. */
public final class NothingKnown extends RuntimeException {

    private final String messageId;
    private final transient Object asOf;

    NothingKnown(String messageId, AsOfItem asOf) {
        super("nothing is known of this message");
        this.messageId = messageId;
        this.asOf = asOf;
    }

    /** Of what the view had when it was asked, as every answer says it: its {@code behind} leaves may name the message. */
    public Object asOf() {
        return asOf;
    }

    public String messageId() {
        return messageId;
    }
}
