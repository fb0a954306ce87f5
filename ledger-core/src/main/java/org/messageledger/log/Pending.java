package org.messageledger.log;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** An append that has not been answered. */
final class Pending {

    private final Append append;
    private final CompletableFuture<AppendOutcome> answer = new CompletableFuture<>();
    private final long deadlineNanos;
    private final long sizeBytes;

    Pending(Append append, long deadlineNanos) {
        this.append = append;
        this.deadlineNanos = deadlineNanos;
        this.sizeBytes = append.sizeBytes()
                + append.keys().stream().mapToLong(key -> key.wrapped().length).sum();
    }

    Append append() {
        return append;
    }

    CompletableFuture<AppendOutcome> answer() {
        return answer;
    }

    int entryCount() {
        return append.drafts().size();
    }

    long sizeBytes() {
        return sizeBytes;
    }

    boolean overdue(long nowNanos) {
        return nowNanos - deadlineNanos >= 0;
    }

    boolean answered() {
        return answer.isDone();
    }

    /** Whether the caller was told that nobody knows what became of an append with this event. */
    boolean calledUnknown(UUID eventId) {
        return answered()
                && !answer.isCompletedExceptionally()
                && answer.join() instanceof AppendOutcome.Unknown
                && append.drafts().stream().anyMatch(draft -> draft.eventId().equals(eventId));
    }

    void complete(AppendOutcome outcome) {
        answer.complete(outcome);
    }

    void fail(Throwable bug) {
        answer.completeExceptionally(bug);
    }
}
