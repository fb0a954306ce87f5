package org.messageledger.message;

import java.util.Optional;
import org.messageledger.party.MessageId;

/** Looks up the thread of a message that is replied to. Implemented over the states of messages; may be called often. */
@FunctionalInterface
public interface Threads {

    /** The thread of a known message; empty if the ledger does not know it. */
    Optional<String> threadOf(MessageId parent);
}
