/**
 * The values that commands and events are made of: people, pools, actors, purposes, clients, and text that is sealed on
 * its way into the log. {@link org.messageledger.party.Limits} is the one place that knows how large and how formed they
 * may be. Uses Jackson's annotations only; decides nothing and refuses to hold a value that is malformed.
 */
@NullMarked
package org.messageledger.party;

import org.jspecify.annotations.NullMarked;
