package org.messageledger.log;

/** A stream as a decision saw it. A {@code lastSequenceNumber} of -1 says: it had no event. */
public record StreamPosition(String stream, long lastSequenceNumber) {}
