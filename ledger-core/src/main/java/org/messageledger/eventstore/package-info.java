/**
 * Axon over the log: the storage engine, the message state cache, the handlers of accesses and disclosures, and
 * {@link org.messageledger.eventstore.Recorder}, through which every command enters. Founds a ledger and opens it again.
 * Holds no SQL and no rule of the domain; nothing is published to subscribers in a command's unit of work.
 */
@NullMarked
package org.messageledger.eventstore;

import org.jspecify.annotations.NullMarked;
