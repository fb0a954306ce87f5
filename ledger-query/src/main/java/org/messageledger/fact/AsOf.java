package org.messageledger.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.messageledger.tree.Hash;

/**
 * What an answer was made of.
 *
 * @param leafIndex the last leaf that could be in the answer; -1 before the first
 * @param treeSize of the tree that ends with this leaf
 * @param rootHash of that tree: whoever holds a checkpoint can prove that it is part of it
 * @param recordedAt of the leaf; absent before the first
 * @param isFinal whether the same question as of the same leaf or time will always be answered like this
 * @param behind how many durable leaves the view lacked
 * @param warning in words, why the log took no appends when it was asked: it may not be the log that was acknowledged
 */
public record AsOf(
        long leafIndex,
        long treeSize,
        Hash rootHash,
        @Nullable Instant recordedAt,
        boolean isFinal,
        long behind,
        @Nullable String warning) {}
