package org.messageledger.fact;

import org.jspecify.annotations.Nullable;

/**
 * How the view is.
 *
 * @param running whether events are being processed, here or in another process, as far as this one can tell
 * @param nextLeaf the first leaf that is not a fact yet
 * @param behind how many durable leaves that is
 * @param failedLeaf the leaf at which it stopped, or the first of those among which it is; it is tried again and again
 * @param reason why it stopped, without any data of the leaf
 */
public record FactStatus(
        boolean running,
        long nextLeaf,
        long behind,
        @Nullable Long failedLeaf,
        @Nullable String reason) {}
