package org.messageledger.verify;

import org.messageledger.tree.TreeHead;

/** A tree head that was signed before, and where it was read from: the tree must begin with it. */
record KnownHead(String place, TreeHead head) {}
