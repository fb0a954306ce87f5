package org.messageledger.fact;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of an answer.
 *
 * @param items may be fewer than asked for, even none, although there is a next page: a walk past many facts that the
 *     filter refuses is cut into pages too
 * @param next the cursor of the next page; absent when there is none
 */
public record Page(AsOf asOf, List<Fact> items, @Nullable String next) {

    public Page {
        items = List.copyOf(items);
    }
}
