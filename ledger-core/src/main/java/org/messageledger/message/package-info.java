/**
 * What happens to a message: commands, the decisions about them, events, the state that events leave, and the aggregate
 * that ties them to Axon. Uses {@code party} and Axon's annotations; decisions are pure, take time and rules as arguments,
 * and refuse to invent a fact that nobody told.
 */
@NullMarked
package org.messageledger.message;

import org.jspecify.annotations.NullMarked;
