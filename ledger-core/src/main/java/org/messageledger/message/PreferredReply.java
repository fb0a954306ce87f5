package org.messageledger.message;

/** How a partner wishes to be answered. */
public enum PreferredReply {
    PORTAL,
    EMAIL,
    PHONE,
    POST
}
