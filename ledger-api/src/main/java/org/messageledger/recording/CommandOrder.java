package org.messageledger.recording;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.messageledger.access.ListMessages;
import org.messageledger.access.ReadMessage;
import org.messageledger.message.DiscloseMessage;
import org.messageledger.message.MessageCommand;
import org.messageledger.message.SendMessage;

/**
 * Runs commands side by side, but those that name a common message in the order in which they came. One that leaves the
 * message as it is, a read say, may go on as soon as the append of the one before it is queued, if that leaves it so too;
 * any other waits until all before it are answered, and all behind wait for it. A reply names its parent too: its thread
 * depends on it. A command behind one that is to be sent again is not run: a read must not be refused, for good, because
 * its send had to wait.
 */
final class CommandOrder {

    /** Messages to remember; with more trouble than that nothing further is run. */
    private static final int UNSETTLED_MAX = 10_000;

    /** What is done for one command. */
    interface Work {

        /**
         * Returns when its append is queued, or is known not to be.
         *
         * @return completes when it is answered; false when the command is to be sent again
         */
        CompletableFuture<Boolean> begin();
    }

    /**
     * The end of what there is about one message.
     *
     * @param begun when a command may begin that leaves the message as it is
     * @param answered when any may
     */
    private record Tail(CompletableFuture<?> begun, CompletableFuture<?> answered) {

        static final Tail NONE =
                new Tail(CompletableFuture.completedFuture(null), CompletableFuture.completedFuture(null));

        CompletableFuture<?> before(boolean changes) {
            return changes ? answered : begun;
        }

        Tail behind(boolean changes, CompletableFuture<?> nextBegun, CompletableFuture<?> nextAnswered) {
            return changes
                    ? new Tail(nextAnswered, nextAnswered)
                    : new Tail(nextBegun, CompletableFuture.allOf(answered, nextAnswered));
        }
    }

    private final Executor workers;
    private final Map<String, Tail> tails = new HashMap<>();
    private final Set<String> unsettled = new HashSet<>();

    CommandOrder(Executor workers) {
        this.workers = workers;
    }

    /**
     * Called by one thread, in the commands' order.
     *
     * @param skip what is done instead behind a command that is to be sent again
     */
    void submit(Object command, Work work, Runnable skip) {
        Map<String, Boolean> names = names(command);
        CompletableFuture<@Nullable Void> begun = new CompletableFuture<>();
        CompletableFuture<@Nullable Void> answered = new CompletableFuture<>();
        List<CompletableFuture<?>> before = new ArrayList<>();
        synchronized (tails) {
            names.forEach((name, changes) -> {
                Tail last = tails.getOrDefault(name, Tail.NONE);
                before.add(last.before(changes));
                Tail tail = last.behind(changes, begun, answered);
                tails.put(name, tail);
                CompletableFuture<?> unused = tail.answered().whenComplete((nothing, failure) -> forget(name, tail));
            });
        }
        CompletableFuture<?> unused = CompletableFuture.allOf(before.toArray(CompletableFuture[]::new))
                .thenRunAsync(
                        () -> {
                            run(names.keySet(), work, skip, answered);
                            begun.complete(null);
                        },
                        workers);
    }

    private void forget(String name, Tail tail) {
        synchronized (tails) {
            tails.remove(name, tail);
        }
    }

    private void run(Set<String> names, Work work, Runnable skip, CompletableFuture<@Nullable Void> answered) {
        CompletableFuture<Boolean> settled;
        try {
            settled = isBehindTrouble(names) ? skipped(skip) : work.begin();
        } catch (RuntimeException | Error e) { // whoever waits behind it must not wait for ever
            settled = CompletableFuture.failedFuture(e);
        }
        CompletableFuture<?> unused = settled.whenComplete((isSettled, failure) -> {
            if (failure != null || !isSettled) {
                synchronized (tails) {
                    unsettled.addAll(names);
                }
            }
            answered.complete(null);
        });
    }

    private boolean isBehindTrouble(Set<String> names) {
        synchronized (tails) {
            return unsettled.size() >= UNSETTLED_MAX || names.stream().anyMatch(unsettled::contains);
        }
    }

    private static CompletableFuture<Boolean> skipped(Runnable skip) {
        skip.run();
        return CompletableFuture.completedFuture(false);
    }

    /** The messages that the command names, and whether it changes them. */
    private static Map<String, Boolean> names(Object command) {
        Map<String, Boolean> names = new HashMap<>();
        if (command instanceof SendMessage send && send.inReplyTo() != null) {
            names.put(send.inReplyTo().value(), false);
        }
        if (command instanceof MessageCommand about && about.messageId() != null) {
            names.put(about.messageId().value(), !(command instanceof DiscloseMessage));
        }
        if (command instanceof ReadMessage read) {
            names.put(read.messageId().value(), false);
        }
        if (command instanceof ListMessages listing) {
            listing.messageIds().forEach(id -> names.put(id.value(), false));
        }
        return names;
    }
}
