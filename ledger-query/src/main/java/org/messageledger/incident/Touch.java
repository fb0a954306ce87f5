package org.messageledger.incident;

import org.messageledger.fact.Fact;

/** What somebody did with a message. */
public enum Touch {
    /** Saw its content: opened, previewed, an attachment, printed, exported, forwarded. */
    OPENED,
    /** Saw that it is there: shown in a list, or found by a search. */
    LISTED,
    SENT,
    /** Tried to see it, and was refused. */
    REFUSED,
    ROUTED,
    /** Disclosed what it holds. */
    DISCLOSED,
    RESOLVED,
    RETRACTED,
    /** Reported it as suspicious. */
    REPORTED;

    static Touch of(Fact fact) {
        return switch (fact.event()) {
            case "MessageRead" -> OPENED;
            case "MessagesListed" -> LISTED;
            case "MessageReadRefused" -> REFUSED;
            case "MessageSent" -> SENT;
            case "MessageRouted" -> ROUTED;
            case "MessageDisclosed" -> DISCLOSED;
            case "MessageResolved" -> RESOLVED;
            case "MessageRetracted" -> RETRACTED;
            case "SuspicionReported" -> REPORTED;
            default -> throw new IllegalArgumentException("an event of no message: event=" + fact.event());
        };
    }
}
