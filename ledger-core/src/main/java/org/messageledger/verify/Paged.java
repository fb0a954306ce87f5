package org.messageledger.verify;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Rows in the order of their keys, a page of them in memory. */
final class Paged<T> {

    private static final int PAGE = 256;

    /** At most {@code countMax} rows in the order of their keys, from {@code first} on. */
    interface Source<T> {
        List<T> from(long first, int countMax);
    }

    private final Source<T> source;
    private final ToLongFunction<T> key;
    private final Deque<T> page = new ArrayDeque<>();
    private long next = Long.MIN_VALUE;
    private boolean over;

    Paged(Source<T> source, ToLongFunction<T> key) {
        this.source = source;
        this.key = key;
    }

    /** The next row, which stays; null behind the last. */
    @Nullable
    T peek() {
        if (page.isEmpty() && !over) {
            page.addAll(source.from(next, PAGE));
            over = page.size() < PAGE;
            if (!page.isEmpty()) {
                next = key.applyAsLong(page.getLast()) + 1;
            }
        }
        return page.peek();
    }

    /** Takes what {@link #peek} has shown. */
    void take() {
        page.remove();
    }
}
