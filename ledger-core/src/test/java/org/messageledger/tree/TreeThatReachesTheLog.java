package org.messageledger.tree;

import org.jspecify.annotations.Nullable;
import org.messageledger.log.Log;

/** Breaks the layout on purpose, so that a test sees the rules fail. */
public class TreeThatReachesTheLog {
    @Nullable
    Log log;
}
