package org.messageledger.party;

/** What an actor is. A model or a rule that saw content is a {@link #SERVICE}. */
public enum ActorKind {
    MEMBER,
    CLINICIAN,
    STAFF,
    PARTNER,
    SERVICE
}
