package org.messageledger.log;

import java.util.Optional;

/** Finds out what became of a commit that may or may not have been done. Until that is certain nothing new is written. */
final class UnknownOutcome {

    private final LogStore store;
    private final AppendQueue queue;
    private final LogCondition condition;
    private final CurrentTip tip;

    UnknownOutcome(LogStore store, AppendQueue queue, LogCondition condition, CurrentTip tip) {
        this.store = store;
        this.queue = queue;
        this.condition = condition;
        this.tip = tip;
    }

    enum Fate {
        LANDED,
        /** And it cannot land any more. */
        NOT_WRITTEN,
        /** The log has stopped. */
        STILL_UNKNOWN
    }

    /** Asks until it is known, or until the log is closed and nobody waits for the answer any more. */
    Fate find(Gathered batch, Batch sent, CommitResult result) throws InterruptedException {
        condition.trouble("outcome of a commit not known yet: cause=" + result.cause());
        Backoff backoff = new Backoff(queue);
        while (!queue.isClosed() || !batch.allAnswered()) {
            try {
                if (!tip.catchUp(() -> store.fence(tip.recordedAtMin()))) {
                    return Fate.STILL_UNKNOWN;
                }
                Optional<Head> there = store.batchOf(sent.firstLeafIndex());
                return there.isPresent() && there.get().tree().equals(sent.tree()) ? Fate.LANDED : Fate.NOT_WRITTEN;
            } catch (StorageException e) {
                condition.trouble("outcome of a commit not known yet: cause=" + e.getMessage());
            }
            backoff.pause();
        }
        condition.stop("closed while the outcome of a commit was not known");
        return Fate.STILL_UNKNOWN;
    }
}
