package org.messageledger.fact;

import org.jspecify.annotations.Nullable;

/**
 * What all questions have in common.
 *
 * @param limit most items of a page
 * @param cursor where the page before ended; it pins the leaf as of which the first page was answered
 * @param newestFirst by leaf index; else oldest first
 * @param atLeast wait until the view has this leaf
 */
public record Question(
        Span span,
        Moment moment,
        Filter filter,
        int limit,
        @Nullable String cursor,
        boolean newestFirst,
        @Nullable Long atLeast) {

    public static final int LIMIT_DEFAULT = 100;
    public static final int LIMIT_MAX = 1_000;

    /** Everything, oldest first, as of now. */
    public static final Question ALL =
            new Question(Span.ALWAYS, new Moment.Newest(), Filter.ALL, LIMIT_DEFAULT, null, false, null);

    public Question {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new IllegalArgumentException("limit out of range: limit=" + limit);
        }
    }

    public Question withLimit(int otherLimit) {
        return new Question(span, moment, filter, otherLimit, cursor, newestFirst, atLeast);
    }

    /** The next page of the same question. */
    public Question from(String nextCursor) {
        return new Question(span, moment, filter, limit, nextCursor, newestFirst, atLeast);
    }

    /** What a cursor is bound to: all but the page's size, the cursor itself and the wait. */
    String canonical() {
        return span + "\n" + moment + "\n" + filter.canonical() + "\n" + newestFirst;
    }
}
