package org.messageledger.eventstore;

import org.messageledger.ledger.LedgerFounded;

/** A founding and its leaf. */
public record FoundedAt(long leafIndex, LedgerFounded event) {

    /** What to do on a process that knows the name before; empty if there was none. */
    String afterRestoring() {
        return event.restored() == null
                ? ""
                : "; the log was restored from a backup and goes on under this name from leaf " + leafIndex
                        + " on: take the key file of the process that restored it, put the files acknowledged-head and"
                        + " checkpoint of this home aside, and name no other origin";
    }
}
