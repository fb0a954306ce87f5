package org.messageledger.incident;

import java.util.Optional;
import org.messageledger.fact.AsOf;
import org.messageledger.fact.Facts;
import org.messageledger.fact.Reply;

/** What an incident concerns, whole. */
public final class Incidents {

    /** Most facts that are looked at, those of other times too. */
    public static final int FACTS_MAX = 1_000_000;

    /** Most messages, most people and most patients: a message takes about 300 bytes until all is told. */
    public static final int ROWS_MAX = 200_000;

    private final Facts facts;

    public Incidents(Facts facts) {
        this.facts = facts;
    }

    /**
     * What is known of an incident.
     *
     * @param asOf of what the view had, also where it had nothing
     * @param incident absent when there is no fact at all about the suspicious message; that of an account of which nothing is
     *     known is empty
     */
    public record Known(AsOf asOf, Optional<Incident> incident) {}

    /**
     * The whole scope as of that moment.
     *
     * @return too much where it takes more than {@value #FACTS_MAX} facts, or {@value #ROWS_MAX} messages, people or patients
     */
    public Reply<Known> of(IncidentQuestion question) {
        return facts.snapshot(question.moment(), question.atLeast())
                .then(snapshot -> new Gathering(snapshot, question).incident());
    }
}
