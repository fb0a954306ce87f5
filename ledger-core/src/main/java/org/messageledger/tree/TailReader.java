package org.messageledger.tree;

/** Where {@link Frontier#load} reads the end of a stored log from. */
public interface TailReader {

    /** The hash of a stored leaf. */
    Hash leafHash(long leafIndex);

    /** The 8,192 bytes of a stored full tile. */
    byte[] fullTile(int level, long index);
}
