package org.messageledger.eventstore;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.messageledger.seal.Keyring;
import org.messageledger.seal.TimeOrderedId;

/**
 * The idempotency key of a command and the ids of its events. A command without a key gets {@code auto:<UUIDv7>}, named
 * in its answer; its first event's id is that UUID, which is ordered by time and so kind to the index.
 */
record CommandIdentity(String emitter, String idempotencyKey, UUID firstEventId) {

    private static final String AUTOMATIC = "auto:";

    static CommandIdentity of(Submission submission, Keyring keyring, Clock clock, SecureRandom random) {
        String emitter = submission.emitter();
        String key = submission.idempotencyKey();
        if (key == null) {
            UUID id = TimeOrderedId.next(clock, random);
            return new CommandIdentity(emitter, AUTOMATIC + id, id);
        }
        UUID automatic = automatic(key);
        return new CommandIdentity(emitter, key, automatic == null ? keyring.eventId(emitter, key, 0) : automatic);
    }

    /** The id of the command's event with this ordinal, from 0. */
    UUID eventId(Keyring keyring, int ordinal) {
        return ordinal == 0 ? firstEventId : keyring.eventId(emitter, idempotencyKey, ordinal);
    }

    /** Asking again with a key that an answer named must find the same event. */
    private static @Nullable UUID automatic(String key) {
        if (!key.startsWith(AUTOMATIC)) {
            return null;
        }
        try {
            UUID id = UUID.fromString(key.substring(AUTOMATIC.length()));
            return id.version() == 7 && key.equals(AUTOMATIC + id) ? id : null;
        } catch (IllegalArgumentException e) {
            return null; // a key of the emitter's own that only begins alike
        }
    }
}
