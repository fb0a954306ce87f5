package org.messageledger.tree;

/** The size of a tree and its root. A head of size 0 has the root of the empty tree. */
public record TreeHead(long size, Hash root) {

    public TreeHead {
        if (size < 0 || (size == 0 && !root.equals(TreeHasher.empty()))) {
            throw new IllegalArgumentException("not a tree head: size=" + size + " root=" + root);
        }
    }
}
