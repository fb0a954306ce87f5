package org.messageledger.party;

import org.axonframework.commandhandling.CommandBus;
import org.jspecify.annotations.Nullable;
import org.messageledger.tree.TreeHead;

/** Breaks the layout on purpose, so that a test sees the rules fail. */
public class PartyThatReachesTheTree {
    @Nullable
    TreeHead head;

    @Nullable
    CommandBus bus;
}
