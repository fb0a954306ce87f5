package org.messageledger.message;

import org.jspecify.annotations.Nullable;
import org.messageledger.party.Actor;
import org.messageledger.party.Party;
import org.messageledger.party.PersonId;
import org.messageledger.party.PoolId;

/** The part an actor has in a message: the first that holds, in this order. The last two are none. */
public enum Participation {
    SENDER,
    /** One of the persons it was sent to, wherever it has gone since. */
    RECIPIENT,
    PATIENT,
    /** Is, or acts in, a party that the message is at. */
    PARTY,
    /** Acts on behalf of somebody who has one of the parts above. */
    ON_BEHALF_OF,
    /** Acts in a pool that the message has left. */
    FORMER_POOL,
    NONE;

    public static Participation of(Actor actor, MessageState state) {
        Participation own = ofPerson(actor.id(), state);
        if (own != NONE) {
            return own;
        }
        PoolId pool = actor.pool();
        if (pool != null && state.at().contains(new Party.Pool(pool))) {
            return PARTY;
        }
        PersonId principal = actor.onBehalfOf();
        if (principal != null && ofPerson(principal, state) != NONE) {
            return ON_BEHALF_OF;
        }
        return hasLeft(pool, state) ? FORMER_POOL : NONE;
    }

    public boolean participates() {
        return this != FORMER_POOL && this != NONE;
    }

    private static Participation ofPerson(PersonId person, MessageState state) {
        if (person.equals(state.sender())) {
            return SENDER;
        }
        if (state.recipients().contains(person)) {
            return RECIPIENT;
        }
        if (state.patients().contains(person)) {
            return PATIENT;
        }
        return state.at().contains(new Party.Person(person)) ? PARTY : NONE;
    }

    private static boolean hasLeft(@Nullable PoolId pool, MessageState state) {
        return pool != null && state.formerPools().contains(pool);
    }
}
