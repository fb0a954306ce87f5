package org.messageledger.fact;

/** What facts are found by. Stored by name. */
public enum SubjectKind {
    MESSAGE,
    THREAD,
    PERSON,
    PATIENT,
    POOL,
    SITE
}
