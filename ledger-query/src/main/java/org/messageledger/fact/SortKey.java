package org.messageledger.fact;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Where a fact stands among others that are sorted by a field.
 *
 * @param value the least of the fact's values; absent without any
 */
record SortKey(@Nullable Object value, KnownFact fact) {

    static SortKey of(KnownFact fact, Field field) {
        return new SortKey(fact.values(field).stream().min(SortKey::compare).orElse(null), fact);
    }

    long leafIndex() {
        return fact.fact().leafIndex();
    }

    /** By value, then by leaf index, both up or both down; without a value last. */
    static Comparator<SortKey> order(boolean descending) {
        Comparator<Object> byValue = SortKey::compare;
        Comparator<SortKey> byLeaf = Comparator.comparingLong(SortKey::leafIndex);
        return Comparator.comparing(SortKey::value, Comparator.nullsLast(descending ? byValue.reversed() : byValue))
                .thenComparing(descending ? byLeaf.reversed() : byLeaf);
    }

    private static int compare(Object one, Object other) {
        if (one instanceof String text) {
            return compareBytes(text, (String) other);
        }
        if (one instanceof Instant time) {
            return time.compareTo((Instant) other);
        }
        return one instanceof Long number ? number.compareTo((Long) other) : ((Boolean) one).compareTo((Boolean) other);
    }

    /** Code point by code point: the order of UTF-8. */
    static int compareBytes(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            if (one.charAt(i) != other.charAt(i)) {
                boolean oneIsPair = Character.isSurrogate(one.charAt(i));
                boolean otherIsPair = Character.isSurrogate(other.charAt(i));
                return oneIsPair == otherIsPair
                        ? Character.compare(one.charAt(i), other.charAt(i))
                        : Boolean.compare(oneIsPair, otherIsPair);
            }
        }
        return Integer.compare(one.length(), other.length());
    }
}
