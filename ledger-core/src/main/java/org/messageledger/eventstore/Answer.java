package org.messageledger.eventstore;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.messageledger.message.Refusal;

/** What became of a submitted command. */
public sealed interface Answer {

    /** Of what was recorded: null when nothing was, or nobody knows. */
    default @Nullable Receipt receipt() {
        return null;
    }

    /**
     * Durable.
     *
     * @param event the recorded event; its texts may be clear (first answer) or sealed (a repeated one)
     * @param replayed the command had been recorded before; this is the first receipt
     */
    record Recorded(Receipt receipt, Object event, boolean replayed) implements Answer {}

    /**
     * The domain says no.
     *
     * @param receipt present when the attempt itself was recorded, as every attempt to read is
     */
    record Refused(Refusal refusal, @Nullable Receipt receipt, String idempotencyKey, boolean replayed)
            implements Answer {}

    /** The emitter used this key before for other content. Nothing was written. */
    record KeyReused(String idempotencyKey) implements Answer {}

    /** Nothing was written; try again. */
    record Pushback(Duration retryAfter, String reason) implements Answer {}

    /** Not known yet whether it was written. The same command with this key, later, is answered truthfully. */
    record Unknown(String idempotencyKey) implements Answer {}
}
