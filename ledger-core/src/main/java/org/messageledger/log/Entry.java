package org.messageledger.log;

import java.util.UUID;

/**
 * A stored entry: its place, the keys that the database indexes, and the exact bytes that were hashed.
 *
 * <p>The byte array is shared, never copied: callers MUST NOT change it.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by leaf index, never by bytes
public record Entry(long leafIndex, UUID eventId, String stream, long sequenceNumber, byte[] bytes) {}
