/**
 * The ledger's own events: founded, at leaf 0 and where a restored log goes on under another name, and its log key announced and
 * retired. Uses nothing; decides nothing about messages.
 */
@NullMarked
package org.messageledger.ledger;

import org.jspecify.annotations.NullMarked;
