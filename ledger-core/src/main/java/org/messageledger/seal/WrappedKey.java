package org.messageledger.seal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A data key as it is stored: encrypted under the wrapping key.
 *
 * @param subject the message whose content the key seals; absent for the ledger's own keys
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record WrappedKey(UUID keyId, KeyKind kind, @Nullable String subject, byte[] wrapped) {}
