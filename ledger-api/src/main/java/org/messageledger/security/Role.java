package org.messageledger.security;

import java.util.Locale;

/** The five roles, each with a local user of its name. */
public enum Role {
    /** Records. */
    EMITTER,
    /** Asks. */
    COMPLIANCE,
    /** Asks, reads entries, verifies. */
    AUDITOR,
    /** Reveals and erases: later. */
    PRIVACY,
    /** Runs the ledger: changes the log's key. */
    ADMIN;

    public String userName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
