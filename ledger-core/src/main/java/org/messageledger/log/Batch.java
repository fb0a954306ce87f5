package org.messageledger.log;

import java.time.Instant;
import java.util.List;
import org.messageledger.tree.RightEdge;
import org.messageledger.tree.Tile;
import org.messageledger.tree.TreeHead;

/**
 * What one transaction stores.
 *
 * @param rows at least one, at consecutive leaf indexes
 * @param tiles those that the rows filled, of every level
 * @param tree the head that the rows lead to, with its right edge
 * @param recordedAt the time in every row's bytes
 */
public record Batch(
        List<Row> rows, List<KeyRow> keys, List<Tile> tiles, TreeHead tree, RightEdge edge, Instant recordedAt) {

    /** An entry to store; one that is alone gets no row in the stream index. */
    public record Row(Entry entry, boolean alone) {}

    public Batch {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("nothing to store");
        }
        rows = List.copyOf(rows);
        keys = List.copyOf(keys);
        tiles = List.copyOf(tiles);
    }

    public long firstLeafIndex() {
        return rows.get(0).entry().leafIndex();
    }

    public Head head() {
        return new Head(tree, recordedAt);
    }
}
