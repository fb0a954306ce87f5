package org.messageledger.access;

import org.messageledger.message.LedgerEvent;
import org.messageledger.party.Actor;
import org.messageledger.party.Purpose;

/** Somebody looked, or tried to. Each is an event of its own, in no message's stream. */
public sealed interface AccessEvent extends LedgerEvent permits MessageRead, MessageReadRefused, MessagesListed {

    Actor actor();

    AccessKind kind();

    Purpose purpose();
}
