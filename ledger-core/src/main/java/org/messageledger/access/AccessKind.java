package org.messageledger.access;

/** How somebody looked. The last two come with {@link ListMessages}, the others with {@link ReadMessage}. */
public enum AccessKind {
    OPENED,
    PREVIEWED,
    ATTACHMENT_OPENED,
    ATTACHMENT_DOWNLOADED,
    PRINTED,
    EXPORTED,
    FORWARDED,
    LISTED,
    FOUND;

    /** Whether it shows many messages at a time. */
    public boolean isListing() {
        return this == LISTED || this == FOUND;
    }
}
