package org.messageledger.log;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A wrapped data key that must become durable with the entries it sealed: they are readable together or not at all.
 *
 * @param subject the message whose content the key seals; absent for the ledger's own keys
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record KeyRow(UUID keyId, String kind, @Nullable String subject, byte[] wrapped) {}
