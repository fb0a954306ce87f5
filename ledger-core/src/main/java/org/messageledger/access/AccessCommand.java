package org.messageledger.access;

import org.messageledger.message.Command;
import org.messageledger.party.Actor;
import org.messageledger.party.Purpose;

/** Somebody looks, or wants to. */
public sealed interface AccessCommand extends Command permits ReadMessage, ListMessages {

    Actor actor();

    AccessKind kind();

    Purpose purpose();
}
