package org.messageledger.ledger;

/**
 * The log's key has been changed: checkpoints of trees that hold this leaf are signed by the new key alone.
 *
 * @param logKey the public key that signs no more, as a vkey (c2sp.org/signed-note)
 * @param note the new key's statement that it is so, a whole signed note: it names the log, both keys and this event's sequence number
 */
public record LogKeyRetired(String logKey, String note) implements OwnEvent {}
