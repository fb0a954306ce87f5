package org.messageledger.message;

/** How a message came in. */
public enum Channel {
    PORTAL,
    MOBILE_APP,
    EMAIL,
    API
}
