package org.messageledger.party;

/** What is wrong with an act. A closed list; trails show them and reviews pick them up. */
public enum Irregularity {
    NOT_A_PARTICIPANT,
    /** Acted through a pool that the message has left. */
    FORMER_POOL,
    NO_JUSTIFICATION,
    NO_AUTHORITY,
    UNKNOWN_PURPOSE,
    UNKNOWN_MESSAGE,
    DUPLICATE_ID,
    RETRACTED,
    LATE,
    CLOCK_AHEAD,
    /** The ledger has not been told that the actor belongs to the pool. */
    UNVERIFIED_POOL,
    /** The ledger has not been told that the actor may stand for the other person. */
    UNVERIFIED_RELATION,
    EMPTY_SUBJECT,
    NO_RECIPIENT
}
