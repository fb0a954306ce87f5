package org.messageledger.trail;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.AsOf;
import org.messageledger.fact.Fact;
import org.messageledger.fact.Facts;
import org.messageledger.fact.Moment;
import org.messageledger.fact.Places;
import org.messageledger.fact.Reply;
import org.messageledger.fact.Role;
import org.messageledger.fact.Snapshot;
import org.messageledger.fact.Subject;
import org.messageledger.fact.SubjectKind;
import org.messageledger.party.Actor;
import org.messageledger.party.ActorKind;
import org.messageledger.party.MessageId;

/** A message as of now or then. */
public final class Summaries {

    private final Facts facts;

    public Summaries(Facts facts) {
        this.facts = facts;
    }

    /**
     * What is known of a message.
     *
     * @param asOf of what the view had, also where it had nothing
     * @param summary absent when there is no fact at all about the message
     */
    public record Known(AsOf asOf, Optional<MessageSummary> summary) {}

    /**
     * What is known of the message as of that moment.
     *
     * @param atLeast wait until the view has this leaf
     */
    public Reply<Known> of(MessageId messageId, Moment moment, @Nullable Long atLeast) {
        return facts.snapshot(moment, atLeast)
                .map(snapshot -> new Known(snapshot.asOf(), summary(snapshot, messageId)));
    }

    private static Optional<MessageSummary> summary(Snapshot snapshot, MessageId messageId) {
        Subject subject = new Subject(SubjectKind.MESSAGE, messageId.value());
        if (!snapshot.facts(subject, Role.EVENTS).hasNext()) {
            return Optional.empty();
        }
        Places places = Places.after(snapshot.facts(subject, List.of("MessageSent", "MessageRouted")));
        return Optional.of(new MessageSummary(
                snapshot.asOf(),
                messageId,
                places.sent() != null,
                places.sent(),
                places.at(),
                firstRead(snapshot, subject, places.sent()),
                first(snapshot, subject, "MessageResolved"),
                first(snapshot, subject, "MessageRetracted")));
    }

    private static @Nullable Fact firstRead(Snapshot snapshot, Subject subject, @Nullable Fact sent) {
        Actor sender = sent == null ? null : sent.actor();
        Iterator<Fact> reads = snapshot.facts(subject, List.of("MessageRead"));
        while (reads.hasNext()) {
            Fact read = reads.next();
            Actor reader = read.actor();
            if (reader != null
                    && reader.kind() != ActorKind.SERVICE
                    && (sender == null || !reader.id().equals(sender.id()))) {
                return read;
            }
        }
        return null;
    }

    private static @Nullable Fact first(Snapshot snapshot, Subject subject, String event) {
        Iterator<Fact> facts = snapshot.facts(subject, List.of(event));
        return facts.hasNext() ? facts.next() : null;
    }
}
