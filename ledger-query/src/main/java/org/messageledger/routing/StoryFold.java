package org.messageledger.routing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.Fact;
import org.messageledger.fact.Places;
import org.messageledger.party.Actor;
import org.messageledger.party.ActorKind;
import org.messageledger.party.Irregularity;
import org.messageledger.party.MessageId;
import org.messageledger.party.Party;
import org.messageledger.party.PersonId;
import org.messageledger.party.PoolId;

/**
 * Makes a message's facts its {@link Story}. First come its own, but for reads, in the order of leaves: they say whom it
 * reached. Then its reads and the sends of its thread, in any order.
 */
final class StoryFold {

    /** Most routes of one message. */
    static final int HOPS_MAX = 10_000;

    /** What {@link #take} wants. */
    static final Set<String> STEPS = Set.of("MessageSent", "MessageRouted", "MessageResolved", "MessageRetracted");

    private final MessageId messageId;
    private final boolean recorded;
    private final Places places = new Places();
    private final Set<Party> reached = new HashSet<>();
    private final Set<Party> left = new HashSet<>();
    private final List<Hop> hops = new ArrayList<>();
    private boolean tooManyHops;
    private @Nullable Fact firstRead;
    private @Nullable Fact firstReply;
    private @Nullable Fact resolved;
    private @Nullable Fact retracted;
    private @Nullable PoolId pool;
    private long poolLeaf = -1;

    StoryFold(MessageId messageId, boolean recorded) {
        this.messageId = messageId;
        this.recorded = recorded;
    }

    /** The send, so far; whose thread the replies are in. */
    @Nullable
    Fact sent() {
        return places.sent();
    }

    /** Then the story is not the message's. */
    boolean tooManyHops() {
        return tooManyHops;
    }

    /** Takes the next of {@link #STEPS}. */
    void take(Fact fact) {
        switch (fact.event()) {
            case "MessageSent" -> send(fact);
            case "MessageRouted" -> route(fact);
            case "MessageResolved" -> resolved = earlier(resolved, fact);
            case "MessageRetracted" -> retracted = earlier(retracted, fact);
            default -> throw new IllegalArgumentException("no step of a message: event=" + fact.event());
        }
    }

    private void send(Fact fact) {
        if (places.sent() == null) {
            places.send(fact);
            List<Party> recipients = Places.recipients(fact);
            reached.addAll(recipients);
            // The send names the first pool, also where a route was recorded before it.
            recipients.stream()
                    .flatMap(recipient -> recipient instanceof Party.Pool it ? Stream.of(it.pool()) : Stream.empty())
                    .findFirst()
                    .ifPresent(first -> {
                        pool = first;
                        poolLeaf = fact.leafIndex();
                    });
        }
    }

    private void route(Fact fact) {
        if (hops.size() == HOPS_MAX) {
            tooManyHops = true;
            return;
        }
        Party from = places.route(fact);
        if (from != null) {
            left.add(from);
        }
        Party to = Places.to(fact);
        reached.add(to);
        hops.add(new Hop(fact, Places.from(fact), to, left.remove(to)));
        if (pool == null && to instanceof Party.Pool it) {
            pool = it.pool();
            poolLeaf = fact.leafIndex();
        }
    }

    /** Takes a read that was allowed. */
    void read(Fact fact) {
        Actor reader = fact.actor();
        if (reader != null && isHumanOther(reader) && hasReached(reader)) {
            firstRead = earlier(firstRead, fact);
        }
    }

    /** Takes a send of the message's thread, whatever it answers. */
    void threadSend(Fact fact) {
        Actor sender = fact.actor();
        if (sender != null
                && isHumanOther(sender)
                && fact.detail().path("inReplyTo").asString("").equals(messageId.value())
                && !fact.irregularities().contains(Irregularity.DUPLICATE_ID)
                && isInThread(fact)) {
            firstReply = earlier(firstReply, fact);
        }
    }

    private boolean isInThread(Fact fact) {
        Fact sent = places.sent();
        return sent != null && sent.threadId() != null && sent.threadId().equals(fact.threadId());
    }

    /** No service, and not on the side that sent it. */
    private boolean isHumanOther(Actor actor) {
        Fact sent = places.sent();
        Actor sender = sent == null ? null : sent.actor();
        if (sender == null || actor.kind() == ActorKind.SERVICE) {
            return false;
        }
        return people(sender).noneMatch(one -> people(actor).anyMatch(one::equals));
    }

    private boolean hasReached(Actor reader) {
        PoolId through = reader.pool();
        return people(reader).anyMatch(person -> reached.contains(new Party.Person(person)))
                || (through != null && reached.contains(new Party.Pool(through)));
    }

    /** Who acts, and in whose name. */
    private static Stream<PersonId> people(Actor actor) {
        PersonId principal = actor.onBehalfOf();
        return principal == null ? Stream.of(actor.id()) : Stream.of(actor.id(), principal);
    }

    private @Nullable Fact earlier(@Nullable Fact one, @Nullable Fact other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        int order = one.time(recorded).compareTo(other.time(recorded));
        return order < 0 || (order == 0 && one.leafIndex() < other.leafIndex()) ? one : other;
    }

    Story story() {
        boolean known = places.sent() != null;
        return new Story(
                recorded,
                places.sent(),
                hops,
                firstRead,
                known ? earlier(firstReply, resolved) : null,
                resolved,
                retracted,
                pool,
                poolLeaf);
    }
}
