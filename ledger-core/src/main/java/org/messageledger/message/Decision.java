package org.messageledger.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger makes of a command: events to append, a refusal, or both (a refused read is recorded). An append of no
 * event is a refusal.
 *
 * @param events none or one today, to append as one
 * @param refusal absent: the answer is yes
 */
public record Decision<E extends LedgerEvent>(
        List<E> events, @Nullable Refusal refusal) {

    public Decision {
        events = List.copyOf(events);
        if (events.isEmpty() && refusal == null) {
            throw new IllegalArgumentException("a decision records or refuses");
        }
    }

    public static <E extends LedgerEvent> Decision<E> recorded(E event) {
        return new Decision<>(List.of(event), null);
    }

    /** Nothing is written. */
    public static <E extends LedgerEvent> Decision<E> refused(Refusal refusal) {
        return new Decision<>(List.of(), refusal);
    }

    /** Refused, and that it was asked is written. */
    public static <E extends LedgerEvent> Decision<E> refusedOnRecord(E event, Refusal refusal) {
        return new Decision<>(List.of(event), refusal);
    }
}
