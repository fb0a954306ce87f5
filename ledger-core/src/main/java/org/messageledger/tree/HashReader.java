package org.messageledger.tree;

/** Where proofs read a tree's nodes from. */
public interface HashReader {

    /**
     * The node over the leaves from {@code index × 2^height} up to, not including, {@code (index + 1) × 2^height}.
     *
     * @param height 0 (a leaf) to 62
     * @throws IllegalArgumentException when the tree does not hold all these leaves
     */
    Hash hash(int height, long index);
}
