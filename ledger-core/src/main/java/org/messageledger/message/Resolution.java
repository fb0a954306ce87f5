package org.messageledger.message;

/** How a message was settled. */
public enum Resolution {
    ANSWERED,
    CALLED,
    NO_ANSWER_NEEDED
}
