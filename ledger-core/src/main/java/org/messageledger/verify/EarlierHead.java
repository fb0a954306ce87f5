package org.messageledger.verify;

import org.messageledger.tree.TreeHead;

/** Something that says what the tree was when it was smaller. */
interface EarlierHead {

    long size();

    /** Compares it with the head of this size, as the entries make it. */
    void compare(TreeHead now) throws LogFault;
}
