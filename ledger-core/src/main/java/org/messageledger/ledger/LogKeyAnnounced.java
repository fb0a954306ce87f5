package org.messageledger.ledger;

/**
 * The log's key is being changed: checkpoints of trees that hold this leaf are signed by the new key beside the one before.
 *
 * @param logKey the new public key, under the same name, as a vkey (c2sp.org/signed-note)
 * @param note both keys' statement that it is so, a whole signed note: it names the log, both keys and this event's sequence number
 */
public record LogKeyAnnounced(String logKey, String note) implements OwnEvent {}
