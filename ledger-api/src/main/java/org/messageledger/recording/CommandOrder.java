package org.messageledger.recording;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.messageledger.access.ListMessages;
import org.messageledger.access.ReadMessage;
import org.messageledger.message.MessageCommand;
import org.messageledger.message.SendMessage;

/**
 * Runs commands side by side, but those that name a common message one after the other, in the order in which they came.
 * A reply names its parent too: its thread depends on it. A command behind one that is to be sent again is not run: a read
 * must not be refused, for good, because its send had to wait.
 */
final class CommandOrder {

    /** Messages to remember; with more trouble than that nothing further is run. */
    private static final int UNSETTLED_MAX = 10_000;

    private final Executor workers;
    private final Map<String, CompletableFuture<@Nullable Void>> last = new HashMap<>();
    private final Set<String> unsettled = new HashSet<>();

    CommandOrder(Executor workers) {
        this.workers = workers;
    }

    /**
     * Called by one thread, in the commands' order.
     *
     * @param work false when the command is to be sent again
     * @param skip what is done instead behind such a one
     */
    void submit(Object command, BooleanSupplier work, Runnable skip) {
        Set<String> names = names(command);
        CompletableFuture<@Nullable Void> done;
        synchronized (last) {
            CompletableFuture<?>[] before =
                    names.stream().map(last::get).filter(f -> f != null).toArray(CompletableFuture[]::new);
            done = CompletableFuture.allOf(before)
                    .handleAsync(
                            (nothing, failure) -> {
                                run(names, work, skip);
                                return null;
                            },
                            workers);
            names.forEach(name -> last.put(name, done));
        }
        CompletableFuture<@Nullable Void> unused = done.whenComplete((nothing, failure) -> {
            synchronized (last) {
                names.forEach(name -> last.remove(name, done));
            }
        });
    }

    private void run(Set<String> names, BooleanSupplier work, Runnable skip) {
        boolean behind;
        synchronized (last) {
            behind = unsettled.size() >= UNSETTLED_MAX || names.stream().anyMatch(unsettled::contains);
        }
        boolean settled = false;
        try {
            if (behind) {
                skip.run();
            } else {
                settled = work.getAsBoolean();
            }
        } finally {
            if (!settled) {
                synchronized (last) {
                    unsettled.addAll(names);
                }
            }
        }
    }

    private static Set<String> names(Object command) {
        Set<String> names = new HashSet<>();
        if (command instanceof MessageCommand about && about.messageId() != null) {
            names.add(about.messageId().value());
        }
        if (command instanceof SendMessage send && send.inReplyTo() != null) {
            names.add(send.inReplyTo().value());
        }
        if (command instanceof ReadMessage read) {
            names.add(read.messageId().value());
        }
        if (command instanceof ListMessages listing) {
            listing.messageIds().forEach(id -> names.add(id.value()));
        }
        return names;
    }
}
