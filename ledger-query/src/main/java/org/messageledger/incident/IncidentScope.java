package org.messageledger.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.messageledger.party.MessageId;
import org.messageledger.party.PersonId;

/** Whose incident. */
public sealed interface IncidentScope {

    /** Everything that a person's account did, or others did in its name, not before {@code from} and before {@code to}. */
    record Account(PersonId person, Instant from, Instant to) implements IncidentScope {}

    /**
     * Everybody who touched a message, and the replies to it.
     *
     * @param followUntil also all that those who opened it did from then on until this time, by their accounts or in their
     *     names; services aside
     */
    record Message(MessageId messageId, @Nullable Instant followUntil) implements IncidentScope {}
}
