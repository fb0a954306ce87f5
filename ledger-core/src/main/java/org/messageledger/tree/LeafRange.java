package org.messageledger.tree;

/** Leaves from {@code begin} up to, not including, {@code end}, as RFC 9162 section 2.1.1 divides a tree. Never empty. */
record LeafRange(long begin, long end) {

    long width() {
        return end - begin;
    }

    /** The left half: the largest power of two smaller than the width (the k of RFC 9162 section 2.1.1). */
    LeafRange left() {
        return new LeafRange(begin, middle());
    }

    LeafRange right() {
        return new LeafRange(middle(), end);
    }

    long middle() {
        return begin + Long.highestOneBit(width() - 1);
    }

    /** MTH(D[begin:end]) (RFC 9162 section 2.1.1). */
    Hash root(HashReader reader) {
        if (Long.bitCount(width()) == 1) {
            int height = Long.numberOfTrailingZeros(width());
            return reader.hash(height, begin >>> height);
        }
        return TreeHasher.node(left().root(reader), right().root(reader));
    }
}
