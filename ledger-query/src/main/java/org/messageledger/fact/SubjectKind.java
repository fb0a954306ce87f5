package org.messageledger.fact;

/** What facts are found by. Stored as part of {@link RoleCode}. */
public enum SubjectKind {
    MESSAGE(1),
    THREAD(2),
    PERSON(3),
    PATIENT(4),
    POOL(5),
    SITE(6),
    /** A value of a field that few facts have: {@link RareValues}. */
    VALUE(7);

    private final int code;

    SubjectKind(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
