package org.messageledger.fact;

import java.util.List;
import java.util.stream.LongStream;

/** Leaves {@code first} to {@code last}, both included; empty when {@code last} is before {@code first}. */
record LeafRange(long first, long last) {

    static final LeafRange EMPTY = new LeafRange(0, -1);

    /** What is left of the range for a page beyond this leaf. */
    LeafRange beyond(long leafIndex, boolean newestFirst) {
        return newestFirst
                ? new LeafRange(first, Math.min(last, leafIndex - 1))
                : new LeafRange(Math.max(first, leafIndex + 1), last);
    }

    /** What both have. */
    LeafRange within(LeafRange other) {
        return new LeafRange(Math.max(first, other.first), Math.min(last, other.last));
    }

    boolean contains(long leafIndex) {
        return first <= leafIndex && leafIndex <= last;
    }

    long size() {
        return isEmpty() ? 0 : last - first + 1;
    }

    List<Long> toList() {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    boolean isEmpty() {
        return last < first;
    }
}
