package org.messageledger.eventstore;

import org.messageledger.ledger.OwnEvent;

/** An event of the ledger's own and its leaf. */
public record OwnEventAt(long leafIndex, OwnEvent event) {

    String place() {
        return "leaf " + leafIndex;
    }
}
