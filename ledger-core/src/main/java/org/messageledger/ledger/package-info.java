/**
 * The ledger's own events: {@link org.messageledger.ledger.LedgerFounded}, at leaf 0 and where a restored log goes on under
 * another name. Uses nothing; decides nothing about messages.
 */
@NullMarked
package org.messageledger.ledger;

import org.jspecify.annotations.NullMarked;
