package org.messageledger.access;

/** What entitles a reader. The first that holds, in this order; the first five are parts in the message. */
public enum Ground {
    SENDER,
    RECIPIENT,
    PATIENT,
    /** Is, or acts in, a party that the message is at. */
    PARTY,
    /** Acts for somebody who has one of the parts above. */
    ON_BEHALF_OF,
    /** An emergency, with a justification. Queued for review. */
    BREAK_GLASS,
    /** An office or a request, with an authority. Queued for review. */
    AUTHORITY,
    /** Nothing: reported all the same, and marked. */
    NONE
}
