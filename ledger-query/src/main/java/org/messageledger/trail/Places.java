package org.messageledger.trail;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.Fact;
import org.messageledger.message.MessageState;
import org.messageledger.party.Party;
import org.messageledger.party.PersonId;
import org.messageledger.party.PoolId;
import tools.jackson.databind.JsonNode;

/**
 * Where a message is, from its sends and routes: the rule that decisions use ({@link MessageState}), over facts. At first
 * with its recipients; a route replaces {@code from} by {@code to}, or adds {@code to}. A second send changes nothing.
 */
final class Places {

    private final Set<Party> at = new LinkedHashSet<>();
    private final Set<Party> left = new LinkedHashSet<>();
    private @Nullable Fact sent;

    /** @param history sends and routes of one message, oldest first */
    static Places after(Iterator<Fact> history) {
        Places places = new Places();
        while (history.hasNext()) {
            Fact fact = history.next();
            if (fact.event().equals("MessageRouted")) {
                places.route(fact.detail());
            } else if (places.sent == null) {
                places.send(fact);
            }
        }
        return places;
    }

    /** The send that made the message known. */
    @Nullable
    Fact sent() {
        return sent;
    }

    /** Longest there first. */
    List<Party> at() {
        return List.copyOf(at);
    }

    private void send(Fact fact) {
        sent = fact;
        Set<Party> routedTo = new LinkedHashSet<>(at);
        at.clear();
        for (JsonNode recipient : fact.detail().path("recipients")) {
            Party party = party(recipient);
            if (!left.contains(party)) {
                at.add(party);
            }
        }
        at.addAll(routedTo);
        keepNewest(at, MessageState.AT_MAX);
    }

    private void route(JsonNode detail) {
        JsonNode from = detail.path("from");
        if (!from.isMissingNode()) {
            Party party = party(from);
            boolean leaves = at.remove(party) || sent == null;
            if (leaves && party instanceof Party.Pool) {
                left.add(party);
            }
        }
        Party to = party(detail.path("to"));
        at.add(to);
        left.remove(to);
        keepNewest(at, MessageState.AT_MAX);
        keepNewest(left, MessageState.FORMER_POOLS_MAX);
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
