/**
 * The ledger's own events. Leaf 0 is {@link org.messageledger.ledger.LedgerFounded}. Uses nothing; decides nothing about
 * messages.
 */
@NullMarked
package org.messageledger.ledger;

import org.jspecify.annotations.NullMarked;
