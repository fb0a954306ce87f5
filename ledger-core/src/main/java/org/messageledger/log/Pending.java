package org.messageledger.log;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * An append and whether it has been answered. The writer and the watch over deadlines settle here which of them may act:
 * what was answered as not written is never sent, what was sent is never answered as not written before that is certain.
 */
final class Pending {

    private enum Stage {
        /** Certainly not in the store. */
        WAITING,
        /** May be in the store, or come to be there. */
        SENT,
        /** Its caller was told that nobody knew what became of it when it was sent. */
        CALLED_UNKNOWN,
        ANSWERED
    }

    private final Append append;
    private final CompletableFuture<AppendOutcome> answer = new CompletableFuture<>();
    private final long deadlineNanos;
    private volatile Stage stage = Stage.WAITING;

    Pending(Append append, long deadlineNanos) {
        this.append = append;
        this.deadlineNanos = deadlineNanos;
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
        return append.sizeBytes();
    }

    long nanosToDeadline(long nowNanos) {
        return deadlineNanos - nowNanos;
    }

    boolean answered() {
        return stage == Stage.CALLED_UNKNOWN || stage == Stage.ANSWERED;
    }

    /** Whether the caller was told that nobody knows what became of an append with this event. */
    boolean calledUnknown(UUID eventId) {
        return stage == Stage.CALLED_UNKNOWN
                && append.drafts().stream().anyMatch(draft -> draft.eventId().equals(eventId));
    }

    /** False when it was answered: it must not be sent any more. */
    synchronized boolean send() {
        if (stage != Stage.WAITING) {
            return false;
        }
        stage = Stage.SENT;
        return true;
    }

    /** The store does not have it and never will. */
    synchronized void takeBack() {
        if (stage == Stage.SENT) {
            stage = Stage.WAITING;
        }
    }

    /** Answers without more knowledge: certainly not written, or sent and unknown. */
    void giveUp(AppendOutcome.Pushback notWritten) {
        boolean sent;
        synchronized (this) {
            if (answered()) {
                return;
            }
            sent = stage == Stage.SENT;
            stage = sent ? Stage.CALLED_UNKNOWN : Stage.ANSWERED;
        }
        answer.complete(sent ? new AppendOutcome.Unknown() : notWritten);
    }

    void complete(AppendOutcome outcome) {
        if (takeAnswer()) {
            answer.complete(outcome);
        }
    }

    void fail(Throwable bug) {
        if (takeAnswer()) {
            answer.completeExceptionally(bug);
        }
    }

    private synchronized boolean takeAnswer() {
        if (answered()) {
            return false;
        }
        stage = Stage.ANSWERED;
        return true;
    }
}
