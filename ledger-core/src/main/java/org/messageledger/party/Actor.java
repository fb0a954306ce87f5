package org.messageledger.party;

import org.jspecify.annotations.Nullable;

/**
 * Who acted. The last three are claims of the emitter, which the ledger marks until it has been told of the membership or
 * the delegation.
 *
 * @param onBehalfOf the person in whose name it acted
 * @param pool the pool through which it acted
 */
public record Actor(
        PersonId id,
        ActorKind kind,
        @Nullable PersonId onBehalfOf,
        @Nullable PoolId pool,
        @Nullable Relation relation) {

    public Actor {
        Limits.required("id", id);
        Limits.required("kind", kind);
    }

    public static Actor of(PersonId id, ActorKind kind) {
        return new Actor(id, kind, null, null, null);
    }

    /** Whether it claims to act through a pool. */
    public boolean claimsPool() {
        return pool != null;
    }

    /** Whether it claims to stand for another person. {@link Relation#SELF} and one's own id claim nothing. */
    public boolean claimsRelation() {
        return (onBehalfOf != null && !onBehalfOf.equals(id)) || (relation != null && relation != Relation.SELF);
    }
}
