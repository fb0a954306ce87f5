package org.messageledger.fact;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.messageledger.message.MessageState;
import org.messageledger.party.Party;
import org.messageledger.party.PersonId;
import org.messageledger.party.PoolId;
import tools.jackson.databind.JsonNode;

/**
 * Where a message is, from its sends and routes: the rule that decisions use ({@link MessageState}), over facts. At first
 * with its recipients; a route replaces {@code from} by {@code to}, or adds {@code to}. A second send changes nothing.
 */
public final class Places {

    private final Set<Party> at = new LinkedHashSet<>();
    private final Set<Party> left = new LinkedHashSet<>();
    private @Nullable Fact sent;

    /**
     * Where that leaves the message.
     *
     * @param history sends and routes of one message, oldest first
     */
    public static Places after(Iterator<Fact> history) {
        Places places = new Places();
        while (history.hasNext()) {
            Fact fact = history.next();
            if (fact.event().equals("MessageRouted")) {
                places.route(fact);
            } else {
                places.send(fact);
            }
        }
        return places;
    }

    /** The send that made the message known. */
    public @Nullable Fact sent() {
        return sent;
    }

    /** Longest there first. */
    public List<Party> at() {
        return List.copyOf(at);
    }

    /** Takes the next fact of the message, a send; all but the first change nothing. */
    public void send(Fact fact) {
        if (sent != null) {
            return;
        }
        sent = fact;
        Set<Party> routedTo = new LinkedHashSet<>(at);
        at.clear();
        for (Party party : recipients(fact)) {
            if (!left.contains(party)) {
                at.add(party);
            }
        }
        at.addAll(routedTo);
        keepNewest(at, MessageState.AT_MAX);
    }

    /**
     * Takes the next fact of the message, a route.
     *
     * @return whom the message left by it; null if the route takes it from nobody, or from somebody where it was not
     */
    public @Nullable Party route(Fact fact) {
        Party from = from(fact);
        boolean leaves = from != null && (at.remove(from) || sent == null);
        if (leaves && from instanceof Party.Pool) {
            left.add(from);
        }
        Party to = to(fact);
        at.add(to);
        left.remove(to);
        keepNewest(at, MessageState.AT_MAX);
        keepNewest(left, MessageState.FORMER_POOLS_MAX);
        return leaves ? from : null;
    }

    /** Whom a send names. */
    public static List<Party> recipients(Fact send) {
        return send.detail().path("recipients").valueStream().map(Places::party).toList();
    }

    /** Whom a route takes the message from. */
    public static @Nullable Party from(Fact route) {
        JsonNode from = route.detail().path("from");
        return from.isMissingNode() ? null : party(from);
    }

    /** Whom a route brings the message to. */
    public static Party to(Fact route) {
        return party(route.detail().path("to"));
    }

    private static Party party(JsonNode node) {
        JsonNode person = node.path("person");
        return person.isMissingNode()
                ? Party.of(null, new PoolId(node.path("pool").asString()))
                : Party.of(new PersonId(person.asString()), null);
    }

    private static void keepNewest(Set<Party> parties, int sizeMax) {
        Iterator<Party> oldest = parties.iterator();
        while (parties.size() > sizeMax) {
            oldest.next();
            oldest.remove();
        }
    }
}
