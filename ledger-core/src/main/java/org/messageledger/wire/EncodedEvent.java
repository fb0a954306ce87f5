package org.messageledger.wire;

import java.util.List;
import org.messageledger.seal.WrappedKey;

/**
 * An entry's bytes but for its time: the 24 bytes at {@code recordedAtOffset} stand for an ISO-8601 time in UTC with
 * milliseconds.
 *
 * @param event the name it is stored under
 * @param newKeys must be stored in the transaction that stores the entry
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record EncodedEvent(String event, byte[] template, int recordedAtOffset, List<WrappedKey> newKeys) {}
