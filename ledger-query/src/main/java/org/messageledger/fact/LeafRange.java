package org.messageledger.fact;

/** Leaves {@code first} to {@code last}, both included; empty when {@code last} is before {@code first}. */
record LeafRange(long first, long last) {

    /** What is left of the range for a page beyond this leaf. */
    LeafRange beyond(long leafIndex, boolean newestFirst) {
        return newestFirst
                ? new LeafRange(first, Math.min(last, leafIndex - 1))
                : new LeafRange(Math.max(first, leafIndex + 1), last);
    }

    boolean isEmpty() {
        return last < first;
    }
}
