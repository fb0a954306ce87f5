package org.messageledger.log;

import java.util.List;
import java.util.UUID;

/**
 * The appends of which it is not known whether the store has them: one batch at a time. Written by the writer, asked by
 * anybody.
 */
final class InFlight {

    private volatile List<Pending> sent = List.of();

    /** From now on they may be in the store. False, and none is sent, when one of them has been answered meanwhile. */
    boolean send(List<Pending> appends) {
        sent = appends; // before the first may be called unknown: whoever hears that finds it here
        for (Pending pending : appends) {
            if (!pending.send()) {
                takeBack();
                return false;
            }
        }
        return true;
    }

    /** The store has none of them and never will. */
    void takeBack() {
        sent.forEach(Pending::takeBack);
        sent = List.of();
    }

    /** What became of them is known, and what landed can be read. */
    void known() {
        sent = List.of();
    }

    /**
     * Whether a caller was told that the outcome of this event is unknown, and it still is. False before a reading means
     * that the reading tells the truth.
     */
    boolean isUncertain(UUID eventId) {
        return sent.stream().anyMatch(pending -> pending.calledUnknown(eventId));
    }
}
