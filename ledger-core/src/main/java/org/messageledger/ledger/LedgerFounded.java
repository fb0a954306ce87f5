package org.messageledger.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Leaf 0 of every log, and the leaf from which on a log that was restored from a backup has another name and key. A process
 * whose origin or key is not that of the newest one refuses to start.
 *
 * @param origin the log's name, as in its checkpoints
 * @param logKey the public key that signs checkpoints, as a vkey (c2sp.org/signed-note)
 * @param format version of the entry format
 * @param restored what the name and key before have lost; absent at leaf 0
 */
public record LedgerFounded(
        String origin, String logKey, int format, @Nullable Restored restored) implements OwnEvent {

    /** The stream of the ledger's own events. No message's stream has this name. */
    public static final String STREAM = "ledger";

    public static final int FORMAT = 1;

    /** The founding of an empty log. */
    public LedgerFounded(String origin, String logKey, int format) {
        this(origin, logKey, format, null);
    }

    /**
     * What was known of the log, and what of it the restored database holds.
     *
     * @param checkpoint the newest one known that the name and key before have signed, the whole note; absent when none is
     * @param acknowledged the newest head known to have been acknowledged, signed or not; absent when none is
     * @param firstLostLeaf all leaves before are as they were; what was acknowledged from here on is gone
     */
    public record Restored(
            @Nullable String checkpoint, @Nullable Acknowledged acknowledged, long firstLostLeaf) {}

    /**
     * A tree head.
     *
     * @param root as in a checkpoint
     */
    public record Acknowledged(long size, String root) {}
}
