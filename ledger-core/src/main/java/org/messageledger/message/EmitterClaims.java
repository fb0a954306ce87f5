package org.messageledger.message;

import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.messageledger.party.Actor;
import org.messageledger.party.Irregularity;

/** Policies on what an emitter claims and the ledger cannot see: when it was, and for whom an actor acted. */
public final class EmitterClaims {

    private EmitterClaims() {}

    /** {@code occurredAt}, if claimed, is neither too long ago nor ahead of the clock. Both bounds are still in time. */
    public static Stream<Finding> occurredInTime(Command command, Instant now, DecisionRules rules) {
        Instant occurredAt = command.occurredAt();
        if (occurredAt == null) {
            return Stream.empty();
        }
        if (occurredAt.isBefore(now.minus(rules.lateAfter()))) {
            return Stream.of(Finding.refusing(Irregularity.LATE, "occurredAt"));
        }
        if (occurredAt.isAfter(now.plus(rules.aheadMax()))) {
            return Stream.of(Finding.refusing(Irregularity.CLOCK_AHEAD, "occurredAt"));
        }
        return Stream.empty();
    }

    /**
     * Pool, {@code onBehalfOf} and relation are accepted and marked, or with {@link DecisionRules#strictClaims()} refused:
     * the ledger has not been told of memberships and delegations yet.
     *
     * @param field where the actor stands in the command
     */
    public static Stream<Finding> verified(String field, @Nullable Actor actor, DecisionRules rules) {
        if (actor == null) {
            return Stream.empty();
        }
        Stream.Builder<Finding> found = Stream.builder();
        if (actor.claimsPool()) {
            found.add(new Finding(Irregularity.UNVERIFIED_POOL, field + ".pool", rules.strictClaims()));
        }
        if (actor.claimsRelation()) {
            String claim = actor.onBehalfOf() == null ? ".relation" : ".onBehalfOf";
            found.add(new Finding(Irregularity.UNVERIFIED_RELATION, field + claim, rules.strictClaims()));
        }
        return found.build();
    }
}
