/**
 * Checks a log that somebody else keeps, from its files alone (c2sp.org/tlog-tiles): no server, no database. Reads every
 * byte, computes every tile and the root anew, and believes nothing but the keys it is given. Writes static logs too. May
 * use everything in core; nothing in core may use it.
 */
@NullMarked
package org.messageledger.verify;

import org.jspecify.annotations.NullMarked;
