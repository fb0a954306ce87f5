package org.messageledger.fact;

import org.jspecify.annotations.Nullable;

/**
 * A page of the facts that hold a condition.
 *
 * @param sort the field that orders them, then leaf index; facts without it come last, in either direction.
 *     {@link Field#LEAF_INDEX} is what every walk is fastest in
 * @param descending largest or newest first
 *     A field with several values is sorted by the least of them. The leaf index goes the same way
 * @param limit most items of the page
 * @param cursor where the page before ended; it pins the leaf as of which the first page was answered
 * @param atLeast wait until the view has this leaf
 */
public record Search(
        Condition condition,
        Field sort,
        boolean descending,
        Moment moment,
        int limit,
        @Nullable String cursor,
        @Nullable Long atLeast) {

    public Search {
        if (limit < 1 || limit > Question.LIMIT_MAX) {
            throw new IllegalArgumentException("limit out of range: limit=" + limit);
        }
        Conditions.requireFew(condition);
    }

    /** The next page of the same search. */
    public Search from(String nextCursor) {
        return new Search(condition, sort, descending, moment, limit, nextCursor, atLeast);
    }

    /** Whether it comes as the log has it: {@code recordedAt} never decreases along the log. */
    boolean byLeaf() {
        return sort == Field.LEAF_INDEX || sort == Field.RECORDED_AT;
    }

    /** What a cursor is bound to: all but the page's size, the cursor itself and the wait. */
    String canonical() {
        return "search\n" + moment + "\n" + sort.word() + "\n" + descending + "\n" + Conditions.canonical(condition);
    }
}
