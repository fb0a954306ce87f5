package org.messageledger.verify;

import org.messageledger.tree.TreeHead;

/** A tree head that was signed before, and where it was read from: the tree must begin with it. */
record KnownHead(String place, TreeHead head) implements EarlierHead {

    @Override
    public long size() {
        return head.size();
    }

    @Override
    public void compare(TreeHead now) throws LogFault {
        if (!now.equals(head)) {
            throw new LogFault(
                    place,
                    "is not consistent with this log: the first " + now.size() + " leaves had the root "
                            + head.root() + " when it was signed and have " + now.root()
                            + " now: the log was rewritten");
        }
    }
}
