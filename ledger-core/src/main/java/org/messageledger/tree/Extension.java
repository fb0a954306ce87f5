package org.messageledger.tree;

import java.util.List;

/**
 * What {@link Frontier#extend} made.
 *
 * @param frontier the frontier behind the last new leaf
 * @param fullTiles every tile that became full, in the order in which it did: a tile stands behind those it is made from
 */
public record Extension(Frontier frontier, List<Tile> fullTiles) {

    public Extension {
        fullTiles = List.copyOf(fullTiles);
    }
}
