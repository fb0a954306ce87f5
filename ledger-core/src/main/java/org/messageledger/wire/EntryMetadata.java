package org.messageledger.wire;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an entry says beside the event.
 *
 * @param emitter the authenticated system that told us; never taken from a body
 * @param commandDigest compares a repeated command with the first; absent on the ledger's own events
 * @param requestId names the request in the server's log
 * @param traceId W3C trace id, when the emitter sent one
 */
public record EntryMetadata(
        String emitter,
        @Nullable CommandDigest commandDigest,
        @Nullable String requestId,
        @Nullable String traceId) {

    /** HMAC of the command's content under the record key named here; base64. */
    public record CommandDigest(UUID key, String hmac) {}
}
