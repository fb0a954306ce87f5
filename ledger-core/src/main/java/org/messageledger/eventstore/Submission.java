package org.messageledger.eventstore;

import org.jspecify.annotations.Nullable;

/**
 * A command as it is handed in.
 *
 * @param command one of the commands of {@code message} or {@code access}, already valid
 * @param emitter the authenticated system, 1 to 100 characters
 * @param idempotencyKey at most 200 characters, scoped to the emitter; absent: the recorder makes one
 * @param content what "the same command again" means: canonical bytes of the input, before defaults are filled in
 * @param requestId names the request in the server's log
 * @param traceId W3C trace id, when the emitter sent one
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record Submission(
        Object command,
        String emitter,
        @Nullable String idempotencyKey,
        byte[] content,
        @Nullable String requestId,
        @Nullable String traceId) {}
