package org.messageledger.activity;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.messageledger.fact.Facts;
import org.messageledger.fact.Page;
import org.messageledger.fact.Question;
import org.messageledger.fact.Reply;
import org.messageledger.fact.Role;
import org.messageledger.fact.Subject;
import org.messageledger.fact.SubjectKind;
import org.messageledger.party.PersonId;
import org.messageledger.party.PoolId;

/** Question 2: which messages did a person touch, or have touched in its name, or get; the same for a pool. */
public final class Activities {

    private static final List<String> OF_POOL = Stream.of(Role.ACTOR, Role.RECIPIENT, Role.ROUTED_FROM, Role.ROUTED_TO)
            .map(Role::name)
            .toList();

    private final Facts facts;

    public Activities(Facts facts) {
        this.facts = facts;
    }

    /** Everything that concerns the person in one of these roles, each fact once. Empty for a person nobody knows. */
    public Reply<Page> ofPerson(PersonId personId, Set<PersonRole> roles, Question question) {
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("no role to look for");
        }
        List<String> names =
                roles.stream().map(PersonRole::role).map(Role::name).sorted().toList();
        return facts.page(new Subject(SubjectKind.PERSON, personId.value()), names, question);
    }

    /**
     * What was sent to the pool, routed to it or away from it, and what people did through it, each fact once. Empty for a
     * pool nobody ever named.
     */
    public Reply<Page> ofPool(PoolId poolId, Question question) {
        return facts.page(new Subject(SubjectKind.POOL, poolId.value()), OF_POOL, question);
    }
}
