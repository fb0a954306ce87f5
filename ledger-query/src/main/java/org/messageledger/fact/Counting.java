package org.messageledger.fact;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many facts hold a condition, and how many of them have which value of some fields.
 *
 * @param by the fields; of times the days (UTC) are counted. {@link #countable} tells which can be
 * @param valuesMax most values that are told of each field; the others are added up
 * @param atLeast wait until the view has this leaf
 */
public record Counting(
        Condition condition,
        List<Field> by,
        int valuesMax,
        Moment moment,
        @Nullable Long atLeast) {

    /** Most values of a field that are told. */
    public static final int VALUES_MAX = 1_000;

    public Counting {
        by = List.copyOf(by);
        if (valuesMax < 1 || valuesMax > VALUES_MAX) {
            throw new IllegalArgumentException("count of values out of range: valuesMax=" + valuesMax);
        }
        Conditions.requireFew(condition);
        if (!by.stream().allMatch(Counting::countable) || by.stream().distinct().count() < by.size()) {
            throw new IllegalArgumentException("fields that cannot be counted: by=" + by);
        }
    }

    /** Whether more than one fact can have the same value: neither of leaf indexes nor of event ids. */
    public static boolean countable(Field field) {
        return field != Field.LEAF_INDEX && field != Field.EVENT_ID;
    }
}
