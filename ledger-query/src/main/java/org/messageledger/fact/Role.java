package org.messageledger.fact;

import java.util.List;

/**
 * How a fact concerns a person, patient, pool or site. Stored by name. With messages and threads the event's own name is
 * the role: {@link #EVENTS}.
 */
public enum Role {
    /** Did it. */
    ACTOR,
    /** Had it done in its name. */
    ON_BEHALF_OF,
    SENDER,
    RECIPIENT,
    /** Let somebody else read. */
    APPROVER,
    ROUTED_FROM,
    ROUTED_TO,
    /** The event itself names the patient. */
    NAMED,
    /** The patient is one of the message's, by its first send. */
    OF_MESSAGE,
    /** The site where the message belongs. */
    CARE_SITE;

    static final String SENT = "MessageSent";

    /** The names of all events that can concern a message. */
    public static final List<String> EVENTS = List.of(
            SENT,
            "MessageRouted",
            "MessageDisclosed",
            "MessageResolved",
            "MessageRetracted",
            "SuspicionReported",
            "MessageRead",
            "MessageReadRefused",
            "MessagesListed");
}
