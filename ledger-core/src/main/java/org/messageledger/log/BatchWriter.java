package org.messageledger.log;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Brings gathered appends into the store and answers them, one batch after the other. Used by the writer thread only. */
final class BatchWriter {

    private final LogStore store;
    private final LogSettings settings;
    private final AppendQueue queue;
    private final DurableHead durable;
    private final LogCondition condition;
    private final InFlight inFlight;
    private final CurrentTip tip;
    private final UnknownOutcome unknownOutcome;

    BatchWriter(
            LogStore store,
            LogSettings settings,
            AppendQueue queue,
            DurableHead durable,
            LogCondition condition,
            InFlight inFlight,
            CurrentTip tip) {
        this.store = store;
        this.settings = settings;
        this.queue = queue;
        this.durable = durable;
        this.condition = condition;
        this.inFlight = inFlight;
        this.tip = tip;
        this.unknownOutcome = new UnknownOutcome(store, queue, condition, tip);
    }

    private enum Next {
        DONE,
        AGAIN,
        AGAIN_AFTER_PAUSE
    }

    /** Returns when all are answered, and it is certain what the log holds of them or the log has stopped. */
    void write(List<Pending> appends) throws InterruptedException {
        Gathered batch = new Gathered(appends);
        bring(batch, () -> attempt(batch));
    }

    /** The same, of a batch that was built and sent before, with the store's answer. */
    void finish(Gathered batch, Verdict.Built built, Batch sent, CommitResult result) throws InterruptedException {
        bring(batch, () -> after(batch, built, sent, result));
    }

    private interface Step {
        Next take() throws InterruptedException;
    }

    private void bring(Gathered batch, Step first) throws InterruptedException {
        Backoff backoff = new Backoff(queue);
        Step step = first;
        Next next;
        do {
            next = tryOnce(step);
            if (next == Next.AGAIN_AFTER_PAUSE) {
                backoff.pause();
            }
            step = () -> attempt(batch);
        } while (next != Next.DONE);
    }

    /** Looks whether a trouble has passed, when no append comes to find out. */
    void probe() {
        try {
            if (tip.catchUp(store::head) && !tip.tooFarAhead(store.now())) {
                condition.pass();
            }
        } catch (StorageException e) {
            condition.trouble("storage does not answer: cause=" + e.getMessage());
        }
    }

    private Next tryOnce(Step step) throws InterruptedException {
        try {
            return step.take();
        } catch (StorageException e) {
            condition.trouble("storage does not answer: cause=" + e.getMessage());
            return Next.AGAIN_AFTER_PAUSE;
        }
    }

    private Next attempt(Gathered batch) throws InterruptedException {
        batch.dropAnswered();
        if (batch.waiting().isEmpty()) {
            return Next.DONE;
        }
        // A caller may have decided on entries of another process that readers have seen and the writer has not.
        if (tip.behindReaders() && !catchUp(batch)) {
            return refuse(batch);
        }
        Instant now = store.now();
        if (condition.stopped() || tip.tooFarAhead(now)) {
            return refuse(batch);
        }
        BatchBuilder builder = BatchBuilder.on(tip.frontier(), recordedAt(now));
        builder.knowPresent(batch.present());
        builder.know(batch.lastSequenceNumbers());
        tip.add(builder, batch.waiting());
        Verdict.Built built = builder.build();
        Batch toStore = built.batch();
        if (toStore == null) {
            return answerRefused(batch, built);
        }
        return inFlight.send(batch.waiting()) ? commit(batch, built, toStore) : Next.AGAIN;
    }

    /** The time of a batch built now: whole milliseconds, not before what was recorded or called settled. */
    Instant recordedAt(Instant now) {
        Instant clock = now.truncatedTo(ChronoUnit.MILLIS);
        return clock.isAfter(tip.recordedAtMin()) ? clock : tip.recordedAtMin();
    }

    private Next commit(Gathered batch, Verdict.Built built, Batch toStore) throws InterruptedException {
        return after(batch, built, toStore, store.commit(tip.head(), toStore));
    }

    private Next after(Gathered batch, Verdict.Built built, Batch toStore, CommitResult result)
            throws InterruptedException {
        if (result.kind() != CommitResult.Kind.COMMITTED && result.kind() != CommitResult.Kind.UNKNOWN) {
            inFlight.takeBack();
        }
        return switch (result.kind()) {
            case COMMITTED -> acknowledge(batch, built, toStore);
            case HEAD_MOVED -> catchUp(batch) ? Next.AGAIN : refuse(batch);
            case NOT_UNIQUE -> askConflicts(batch, result);
            case UNSTORABLE -> separate(batch, result);
            case NOT_WRITTEN -> {
                condition.trouble("storage does not write: cause=" + result.cause());
                yield Next.AGAIN_AFTER_PAUSE;
            }
            case UNKNOWN -> resolve(batch, built, toStore, result);
        };
    }

    private Next acknowledge(Gathered batch, Verdict.Built built, Batch stored) {
        tip.advance(stored, built);
        inFlight.known();
        condition.pass();
        batch.answer(built, stored.head());
        return Next.DONE;
    }

    private Next resolve(Gathered batch, Verdict.Built built, Batch sent, CommitResult result)
            throws InterruptedException {
        UnknownOutcome.Fate fate = unknownOutcome.find(batch, sent, result);
        batch.forgetPositions();
        return switch (fate) {
            case LANDED -> {
                inFlight.known();
                condition.pass();
                batch.answer(built, sent.head());
                yield Next.DONE;
            }
            case NOT_WRITTEN -> {
                inFlight.takeBack();
                yield Next.AGAIN_AFTER_PAUSE;
            }
            case STILL_UNKNOWN -> refuse(batch);
        };
    }

    /** Nothing to store. A caller who is told that a stream has moved must be able to see that it has. */
    private Next answerRefused(Gathered batch, Verdict.Built built) {
        if (store.shared() && !catchUp(batch)) {
            return refuse(batch);
        }
        batch.answer(built, durable.get());
        return Next.DONE;
    }

    private Next askConflicts(Gathered batch, CommitResult result) throws InterruptedException {
        if (batch.conflictsAsked()) {
            return separate(batch, result);
        }
        batch.learn(store.conflicts(batch.eventIds(), batch.streams()));
        return Next.AGAIN;
    }

    /** Some append cannot be stored, and nothing says which: halves are tried until it is alone. */
    private Next separate(Gathered batch, CommitResult result) throws InterruptedException {
        List<Pending> waiting = batch.waiting();
        if (waiting.size() == 1) {
            waiting.get(0)
                    .fail(new StorageException(
                            "append refused by the database: kind=" + result.kind() + " cause=" + result.cause()));
            return Next.DONE;
        }
        int half = waiting.size() / 2;
        write(waiting.subList(0, half));
        write(waiting.subList(half, waiting.size()));
        return Next.DONE;
    }

    private boolean catchUp(Gathered batch) {
        batch.forgetPositions();
        return tip.catchUp(store::head);
    }

    private Next refuse(Gathered batch) {
        batch.giveUp(settings.pushback(condition.status().statement()));
        return Next.DONE;
    }
}
