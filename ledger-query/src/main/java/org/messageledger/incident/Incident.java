package org.messageledger.incident;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.AsOf;
import org.messageledger.message.Category;
import org.messageledger.party.PersonId;

/**
 * An incident's whole scope as of a leaf, as the log tells it.
 *
 * @param messages by the time of the first act, then by id
 * @param people who did any of it, and persons that the suspicious message was sent or routed to; by id
 * @param pools that the suspicious message was sent or routed to; by id
 * @param patients whom any of the messages concern; by id
 * @param discovery first the day that was given; else that of the first report as suspicious: of the suspicious message,
 *     or of a message that the account touched, not before its first act
 */
public record Incident(
        AsOf asOf,
        List<Message> messages,
        List<Person> people,
        List<String> pools,
        List<Patient> patients,
        Discovery discovery) {

    /** From so many individuals on, others must be told too: 45 CFR 164.406 and 164.408(b). */
    public static final int LARGE = 500;

    /**
     * A message and what was done with it.
     *
     * @param messageId absent for disclosures that name no message
     * @param known whether its send is recorded, which says category and patients
     * @param patients of its first send, and whom the acts themselves name
     */
    public record Message(
            @Nullable String messageId,
            boolean known,
            @Nullable Category category,
            List<String> patients,
            Tally tally) {}

    /**
     * A person and what it did with these messages.
     *
     * @param received the suspicious message was sent or routed to it by name
     */
    public record Person(PersonId personId, boolean received, Tally tally) {}

    /**
     * A patient and how many of its messages are concerned.
     *
     * @param opened how many of them were opened, the others at most listed, sent or the like
     */
    public record Patient(String patientId, int messages, int opened) {}

    /** How many messages this was done with. */
    public int messages(Touch touch) {
        return (int) messages.stream()
                .filter(message -> message.tally().count(touch) > 0)
                .count();
    }
}
