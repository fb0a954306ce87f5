package org.messageledger.ledger;

/**
 * Leaf 0 of every log. A process whose origin or key differs refuses to start.
 *
 * @param origin the log's name, as in its checkpoints
 * @param logKey the public key that signs checkpoints, as a vkey (c2sp.org/signed-note)
 * @param format version of the entry format
 */
public record LedgerFounded(String origin, String logKey, int format) {

    /** The stream of the ledger's own events. No message's stream has this name. */
    public static final String STREAM = "ledger";

    public static final int FORMAT = 1;
}
