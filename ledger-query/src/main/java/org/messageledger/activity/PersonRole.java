package org.messageledger.activity;

import java.util.EnumSet;
import java.util.Set;
import org.messageledger.fact.Role;

/** As what a person takes part. */
public enum PersonRole {
    ACTOR("actor", Role.ACTOR),
    ON_BEHALF_OF("onBehalfOf", Role.ON_BEHALF_OF),
    SENDER("sender", Role.SENDER),
    RECIPIENT("recipient", Role.RECIPIENT);

    /** What the person did, or had done in its name. */
    public static final Set<PersonRole> DEFAULT = Set.copyOf(EnumSet.of(ACTOR, ON_BEHALF_OF));

    private final String parameter;
    private final Role role;

    PersonRole(String parameter, Role role) {
        this.parameter = parameter;
        this.role = role;
    }

    /** As callers write it. */
    public String parameter() {
        return parameter;
    }

    Role role() {
        return role;
    }
}
