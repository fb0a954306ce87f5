package org.messageledger.recording;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.messageledger.access.ListMessages;
import org.messageledger.access.ReadMessage;
import org.messageledger.message.MessageCommand;
import org.messageledger.message.SendMessage;

/**
 * Runs commands side by side, but those that name a common message one after the other, in the order in which they came.
 * A reply names its parent too: its thread depends on it.
 */
final class CommandOrder {

    private final Executor workers;
    private final Map<String, CompletableFuture<@Nullable Void>> last = new HashMap<>();

    CommandOrder(Executor workers) {
        this.workers = workers;
    }

    /** Called by one thread, in the commands' order. */
    void submit(Object command, Runnable work) {
        Set<String> names = names(command);
        CompletableFuture<@Nullable Void> done;
        synchronized (last) {
            CompletableFuture<?>[] before =
                    names.stream().map(last::get).filter(f -> f != null).toArray(CompletableFuture[]::new);
            done = CompletableFuture.allOf(before)
                    .handleAsync(
                            (nothing, failure) -> {
                                work.run();
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
