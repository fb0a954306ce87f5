package org.messageledger.export;

import org.jspecify.annotations.Nullable;
import org.messageledger.fact.Page;

/** One question, page by page, all as of the leaf that the first is as of. */
public interface Pages {

    /**
     * The first page, or the one behind a cursor. Called by one thread at a time, not always the same.
     *
     * @throws RuntimeException when there is no answer
     */
    Page after(@Nullable String cursor);
}
