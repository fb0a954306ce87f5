package org.messageledger.routing;

import org.jspecify.annotations.Nullable;
import org.messageledger.fact.Fact;
import org.messageledger.party.Party;

/**
 * One route of a message.
 *
 * @param from as claimed; absent where the route only adds a party
 * @param cameBack the message had left the party that it is brought to: a loop
 */
public record Hop(Fact route, @Nullable Party from, Party to, boolean cameBack) {}
