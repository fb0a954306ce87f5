package org.messageledger.seal;

/** What a data key is for. */
public enum KeyKind {
    /** Subject, body, attachment names of one message, and the digests that depend on them. */
    CONTENT,
    /** Justifications, reasons, disclosure texts, queries; and the comparison of repeated commands. */
    RECORD,
    /** Event ids. Made once with leaf 0, never rotated. */
    FOUNDING
}
