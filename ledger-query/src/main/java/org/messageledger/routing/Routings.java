package org.messageledger.routing;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.AsOf;
import org.messageledger.fact.Facts;
import org.messageledger.fact.Moment;
import org.messageledger.fact.Reply;
import org.messageledger.fact.Role;
import org.messageledger.fact.Subject;
import org.messageledger.fact.SubjectKind;
import org.messageledger.party.MessageId;

/** Where messages went, and how long until they were read, answered and resolved. */
public final class Routings {

    /** Most facts that one message's story is made of. */
    public static final int MESSAGE_FACTS_MAX = 1_000_000;

    /** Most messages of a population: each takes some hundred bytes until all are counted. */
    public static final int MESSAGES_MAX = 500_000;

    /** Most facts that a population's stories are made of. */
    public static final int FACTS_MAX = 10_000_000;

    /** Most leaves that are looked through for sends, when neither a pool nor a care site says where they are. */
    public static final long LEAVES_MAX = 20_000_000;

    /** Most pools, and most weeks. */
    public static final int GROUPS_MAX = 1_000;

    private final Facts facts;

    public Routings(Facts facts) {
        this.facts = facts;
    }

    /**
     * What is known of a message's routing.
     *
     * @param asOf of what the view had, also where it had nothing
     * @param story absent when there is no fact at all about the message
     */
    public record Known(AsOf asOf, Optional<Story> story) {}

    /**
     * The message's story as of that moment.
     *
     * @param recorded whether only times of recording are measured
     * @param atLeast wait until the view has this leaf
     * @return too much for a message of more than {@value #MESSAGE_FACTS_MAX} reads, routes and replies, or 10,000 routes
     */
    public Reply<Known> of(MessageId messageId, Moment moment, @Nullable Long atLeast, boolean recorded) {
        return facts.snapshot(moment, atLeast).then(snapshot -> {
            Subject subject = new Subject(SubjectKind.MESSAGE, messageId.value());
            if (!snapshot.facts(subject, Role.EVENTS).hasNext()) {
                return new Reply.Answered<>(new Known(snapshot.asOf(), Optional.empty()));
            }
            Story story = new Stories(snapshot, recorded, MESSAGE_FACTS_MAX).of(messageId);
            return story == null
                    ? new Reply.TooMuch<>(
                            Reply.Work.GATHER,
                            MESSAGE_FACTS_MAX,
                            "These are reads, routes and replies of the message, or it has more than 10,000 routes. Ask for its trail.")
                    : new Reply.Answered<>(new Known(snapshot.asOf(), Optional.of(story)));
        });
    }

    /**
     * Counts and times of all messages that the question wants, none left out. With a pool or a care site it costs what
     * that has; else all leaves are looked through for sends, of a span of recording times only the span's.
     */
    public Reply<RoutingTimes> times(RoutingQuestion question) {
        return facts.snapshot(question.moment(), question.atLeast())
                .then(snapshot -> new Population(snapshot, question).times());
    }
}
