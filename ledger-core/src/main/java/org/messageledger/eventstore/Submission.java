package org.messageledger.eventstore;

import org.jspecify.annotations.Nullable;
import org.messageledger.party.Limits;

/**
 * A command as it is handed in.
 *
 * @param command one of the commands of {@code message} or {@code access}, already valid
 * @param emitter the authenticated system, 1 to 100 bytes
 * @param idempotencyKey 1 to 200 bytes, scoped to the emitter; absent: the recorder makes one
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
        @Nullable String traceId) {

    private static final int EMITTER_BYTES_MAX = 100;
    private static final int KEY_BYTES_MAX = 200;

    /** Event ids are made of emitter and key: both must have one form in bytes. */
    public Submission {
        Limits.clear("emitter", emitter, EMITTER_BYTES_MAX);
        if (idempotencyKey != null) {
            Limits.clear("idempotencyKey", idempotencyKey, KEY_BYTES_MAX);
        }
    }

    /** Whether it may have been submitted before. */
    boolean mayRepeat() {
        return idempotencyKey != null;
    }
}
