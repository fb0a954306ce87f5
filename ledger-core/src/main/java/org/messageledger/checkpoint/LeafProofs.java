package org.messageledger.checkpoint;

import java.time.Duration;
import java.util.Optional;
import org.messageledger.tree.InclusionProof;
import org.messageledger.tree.TileReader;
import org.messageledger.tree.TiledHashes;

/** Makes receipts for whoever has no connection to the log: that a leaf is in a tree which the log has signed. */
public final class LeafProofs {

    private final CheckpointPublisher publisher;
    private final TileReader tiles;

    /** Of the log that is published, made from its tiles. */
    public LeafProofs(CheckpointPublisher publisher, TileReader tiles) {
        this.publisher = publisher;
        this.tiles = tiles;
    }

    /**
     * Under the newest checkpoint, or one that is signed for it.
     *
     * @param leafIndex of a durable leaf
     * @return empty when no checkpoint covers the leaf within that time
     */
    public Optional<TlogProof> of(long leafIndex, Duration atMost) throws InterruptedException {
        return publisher.covering(leafIndex + 1, atMost).map(note -> proof(leafIndex, note));
    }

    private TlogProof proof(long leafIndex, SignedNote note) {
        try {
            long size = Checkpoint.parse(note.text()).head().size();
            return TlogProof.of(InclusionProof.prove(leafIndex, size, new TiledHashes(size, tiles)), note);
        } catch (MalformedException e) {
            throw new IllegalStateException("published something else than a checkpoint", e);
        }
    }
}
