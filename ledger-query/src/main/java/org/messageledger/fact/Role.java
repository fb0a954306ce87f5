package org.messageledger.fact;

import java.util.List;

/**
 * How a fact concerns a person, patient, pool, site or value. Stored as part of {@link RoleCode}. With messages and threads the
 * event's own name is the role: {@link #EVENTS}.
 */
public enum Role {
    /** Did it; a {@link #SENDER} too. */
    ACTOR(1),
    /** Had it done in its name. */
    ON_BEHALF_OF(2),
    SENDER(3),
    RECIPIENT(4),
    /** Let somebody else read. */
    APPROVER(5),
    ROUTED_FROM(6),
    ROUTED_TO(7),
    /** The event itself names the patient. */
    NAMED(8),
    /** The patient is one of the message's, by its first send, and the event does not name it. */
    OF_MESSAGE(9),
    /** The site where the message belongs. */
    CARE_SITE(10),
    /** The event discloses what concerns the patient, whether it names it or its message does. */
    DISCLOSED(11),
    /** The fact has the value. */
    VALUE(12);

    static final String SENT = "MessageSent";
    static final String DISCLOSURE = "MessageDisclosed";

    /** The names of all events that can concern a message. Stored by place: a new one comes last. */
    public static final List<String> EVENTS = List.of(
            SENT,
            "MessageRouted",
            DISCLOSURE,
            "MessageResolved",
            "MessageRetracted",
            "SuspicionReported",
            "MessageRead",
            "MessageReadRefused",
            "MessagesListed");

    private final int code;

    Role(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
