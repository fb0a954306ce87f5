package org.messageledger.export;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.Page;

/** Goes through pages and reads the next one while one is looked at: two are in memory at a time. */
final class PagesAhead implements Iterator<Page> {

    private final Pages pages;
    private final Executor reading;
    private @Nullable CompletableFuture<Page> next;

    /** @param first that has been read already */
    PagesAhead(Page first, Pages pages, Executor reading) {
        this.pages = pages;
        this.reading = reading;
        next = CompletableFuture.completedFuture(first);
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Page next() {
        CompletableFuture<Page> read = next;
        if (read == null) {
            throw new NoSuchElementException();
        }
        Page page = join(read);
        String cursor = page.next();
        next = cursor == null ? null : CompletableFuture.supplyAsync(() -> pages.after(cursor), reading);
        return page;
    }

    private static Page join(CompletableFuture<Page> read) {
        try {
            return read.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
