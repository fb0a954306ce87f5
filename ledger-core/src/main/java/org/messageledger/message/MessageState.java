package org.messageledger.message;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.messageledger.party.Party;
import org.messageledger.party.PersonId;
import org.messageledger.party.PoolId;

/**
 * What decisions need to know of a message: an immutable value, made from the events of its stream in their order.
 *
 * <p>It is bounded, however long the stream: at most 200 recipients, 20 patients, {@value #AT_MAX} parties and
 * {@value #FORMER_POOLS_MAX} former pools. A route beyond that drops what has been there longest, so an old party loses
 * its ground to read and must give a reason; the trail still has every route.
 *
 * @param known whether the message has been sent; routes and the like can be reported before that
 * @param sender who sent it, absent until known
 * @param recipients the persons it was sent to; they stay participants wherever it goes
 * @param threadId absent until known
 * @param at where it is now, longest there first
 * @param formerPools the pools it has left and not come back to
 */
public record MessageState(
        boolean known,
        @Nullable PersonId sender,
        Set<PersonId> recipients,
        Set<PersonId> patients,
        @Nullable String threadId,
        Set<Party> at,
        Set<PoolId> formerPools,
        boolean urgent,
        boolean resolved,
        boolean retracted) {

    public static final int AT_MAX = 500;
    public static final int FORMER_POOLS_MAX = 500;

    /** A message of which nothing is recorded. */
    public static final MessageState UNKNOWN =
            new MessageState(false, null, Set.of(), Set.of(), null, Set.of(), Set.of(), false, false, false);

    /** The sets must be immutable already. */
    public MessageState {}

    /**
     * The state after the event. Pure; never refuses what the log holds. A second send never changes it, a disclosure and
     * a suspicion neither.
     */
    public MessageState evolve(MessageEvent event) {
        if (event instanceof MessageSent sent) {
            return known ? this : afterSend(sent);
        }
        if (event instanceof MessageRouted routed) {
            return afterRoute(routed);
        }
        if (event instanceof MessageResolved) {
            return new MessageState(
                    known, sender, recipients, patients, threadId, at, formerPools, urgent, true, retracted);
        }
        if (event instanceof MessageRetracted) {
            return new MessageState(
                    known, sender, recipients, patients, threadId, at, formerPools, urgent, resolved, true);
        }
        return this;
    }

    /** What was routed before the send was reported still holds: pools already left are not where the message is. */
    private MessageState afterSend(MessageSent sent) {
        Set<Party> places = new LinkedHashSet<>();
        Set<PersonId> persons = new LinkedHashSet<>();
        for (Party recipient : sent.recipients()) {
            if (recipient instanceof Party.Person person) {
                persons.add(person.person());
            }
            if (!(recipient instanceof Party.Pool pool) || !formerPools.contains(pool.pool())) {
                places.add(recipient);
            }
        }
        places.addAll(at);
        return new MessageState(
                true,
                sent.sender().id(),
                Collections.unmodifiableSet(persons),
                immutable(sent.patientIds()),
                sent.threadId(),
                newest(places, AT_MAX),
                formerPools,
                sent.urgent(),
                resolved,
                retracted);
    }

    private MessageState afterRoute(MessageRouted routed) {
        Set<Party> places = new LinkedHashSet<>(at);
        Set<PoolId> left = new LinkedHashSet<>(formerPools);
        Party from = routed.from();
        boolean leaves = from != null && (places.remove(from) || !known);
        if (leaves && from instanceof Party.Pool pool) {
            left.add(pool.pool());
        }
        places.add(routed.to());
        if (routed.to() instanceof Party.Pool pool) {
            left.remove(pool.pool());
        }
        return new MessageState(
                known,
                sender,
                recipients,
                patients,
                threadId,
                newest(places, AT_MAX),
                newest(left, FORMER_POOLS_MAX),
                urgent,
                resolved,
                retracted);
    }

    private static <T> Set<T> immutable(Collection<T> values) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }

    private static <T> Set<T> newest(Set<T> values, int sizeMax) {
        List<T> all = List.copyOf(values);
        return immutable(all.subList(Math.max(0, all.size() - sizeMax), all.size()));
    }
}
