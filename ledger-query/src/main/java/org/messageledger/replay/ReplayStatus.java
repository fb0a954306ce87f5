package org.messageledger.replay;

import org.jspecify.annotations.Nullable;

/**
 * How far a replay is.
 *
 * @param eventsDone of {@code eventsTotal}, in this state
 * @param eventsPerSecond in this state; 0 before anything is done
 * @param secondsRemaining of this state, as far as the rate tells; absent before it does, and at the end
 * @param report there from {@link State#REMOVING} on, if it got that far
 * @param reason why it failed, without personal data
 */
public record ReplayStatus(
        State state,
        long eventsDone,
        long eventsTotal,
        double eventsPerSecond,
        @Nullable Long secondsRemaining,
        @Nullable ReplayReport report,
        @Nullable String reason) {

    /** What it is doing, or how it has ended. */
    public enum State {
        REBUILDING,
        COMPARING,
        SWAPPING,
        /** It is over; rows that nobody needs go. No other replay can begin yet. */
        REMOVING,
        DONE,
        CANCELLED,
        FAILED
    }
}
