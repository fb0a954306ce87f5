package org.messageledger.log;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Brings gathered appends into the store and answers them, one batch after the other. Used by the writer thread only. */
final class BatchWriter {

    private static final Duration PAUSE_FIRST = Duration.ofMillis(20);
    private static final Duration PAUSE_MAX = Duration.ofMillis(500);

    private final LogStore store;
    private final LogSettings settings;
    private final AppendQueue queue;
    private final DurableHead durable;
    private final LogCondition condition;
    private final StreamPositions positions;
    private Tip tip;
    private volatile List<Pending> uncertain = List.of();

    BatchWriter(
            LogStore store,
            LogSettings settings,
            AppendQueue queue,
            DurableHead durable,
            LogCondition condition,
            Tip tip) {
        this.store = store;
        this.settings = settings;
        this.queue = queue;
        this.durable = durable;
        this.condition = condition;
        this.positions = new StreamPositions(settings.streamsKnownMax());
        this.tip = tip;
    }

    private enum Next {
        DONE,
        AGAIN,
        AGAIN_AFTER_PAUSE
    }

    /**
     * Whether a caller was told that the outcome of this event is unknown, and it still is. Any thread may ask; false
     * before a reading means that the reading tells the truth.
     */
    boolean isUncertain(UUID eventId) {
        List<Pending> sent = uncertain;
        // Callers run out of time in the order in which they came.
        return !sent.isEmpty()
                && sent.get(0).answered()
                && sent.stream().anyMatch(pending -> pending.calledUnknown(eventId));
    }

    /** Returns when all are answered and it is certain what the log holds of them, or the queue was closed. */
    void write(List<Pending> appends) throws InterruptedException {
        Gathered batch = new Gathered(appends);
        Duration pause = PAUSE_FIRST;
        while (true) {
            batch.answerOverdue(System.nanoTime(), pushback("append deadline passed"));
            if (batch.waiting().isEmpty()) {
                return;
            }
            Next next = tryOnce(batch);
            if (next == Next.DONE) {
                return;
            }
            if (next == Next.AGAIN_AFTER_PAUSE) {
                pause = pause(pause);
            }
        }
    }

    /** Looks whether a trouble has passed, when no append comes to find out. */
    void probe() {
        try {
            if (catchUp(store.head()) && !tooFarAhead(store.now())) {
                condition.pass();
            }
        } catch (StorageException e) {
            condition.trouble("storage does not answer: cause=" + e.getMessage());
        }
    }

    private Next tryOnce(Gathered batch) throws InterruptedException {
        try {
            return attempt(batch);
        } catch (StorageException e) {
            condition.trouble("storage does not answer: cause=" + e.getMessage());
            return Next.AGAIN_AFTER_PAUSE;
        }
    }

    private Next attempt(Gathered batch) throws InterruptedException {
        // A caller may have decided on entries of another process that readers have seen and the writer has not.
        if (durable.get().size() > tip.size() && !catchUp(store.head(), batch)) {
            return refuse(batch);
        }
        Instant now = store.now();
        if (condition.stopped() || tooFarAhead(now)) {
            return refuse(batch);
        }
        List<String> toAsk = batch.recall(positions);
        if (!toAsk.isEmpty()) {
            batch.lastSequenceNumbers().putAll(store.lastSequenceNumbers(toAsk));
        }
        Instant clock = now.truncatedTo(ChronoUnit.MILLIS);
        Instant recordedAt =
                clock.isAfter(tip.head().recordedAt()) ? clock : tip.head().recordedAt();
        Verdict.Built built = BatchBuilder.build(
                tip.frontier(), recordedAt, batch.appends(), batch.lastSequenceNumbers(), batch.present());
        Batch toStore = built.batch();
        if (toStore == null) {
            return answerRefused(batch, built);
        }
        uncertain = batch.waiting();
        CommitResult result = store.commit(tip.head(), toStore);
        if (result.kind() != CommitResult.Kind.COMMITTED && result.kind() != CommitResult.Kind.UNKNOWN) {
            uncertain = List.of();
        }
        return switch (result.kind()) {
            case COMMITTED -> acknowledge(batch, built, toStore);
            case HEAD_MOVED -> catchUp(store.head(), batch) ? Next.AGAIN : refuse(batch);
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
        StoredHead head = new StoredHead(
                stored.tree(), stored.edge(), stored.recordedAt(), tip.head().epoch());
        tip = new Tip(head, built.frontier());
        positions.learn(batch.lastSequenceNumbers());
        Map<String, Long> written = new HashMap<>();
        for (Batch.Row row : stored.rows()) {
            if (!row.alone()) {
                written.put(row.entry().stream(), row.entry().sequenceNumber());
            }
        }
        positions.learn(written);
        durable.advance(head.head());
        uncertain = List.of();
        condition.pass();
        batch.answer(built, head.head());
        return Next.DONE;
    }

    /** Nothing to store. A caller who is told that a stream has moved must be able to see that it has. */
    private Next answerRefused(Gathered batch, Verdict.Built built) {
        if (store.shared() && !catchUp(store.head(), batch)) {
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

    /** Some append cannot be stored, and nothing says which: each gets a transaction of its own. */
    private Next separate(Gathered batch, CommitResult result) throws InterruptedException {
        if (batch.waiting().size() == 1) {
            batch.waiting()
                    .get(0)
                    .fail(new StorageException(
                            "append refused by the database: kind=" + result.kind(), result.cause()));
            return Next.DONE;
        }
        for (Pending pending : batch.waiting()) {
            write(List.of(pending));
        }
        return Next.DONE;
    }

    /**
     * Makes sure that the batch cannot land any more, and looks whether it has. Until that is certain nothing new is
     * written; a caller whose time is over hears that it is not known.
     */
    private Next resolve(Gathered batch, Verdict.Built built, Batch sent, CommitResult result)
            throws InterruptedException {
        condition.trouble("outcome of a commit not known yet: cause=" + result.cause());
        Duration pause = PAUSE_FIRST;
        while (true) {
            try {
                StoredHead fenced = store.fence();
                Optional<Head> there = store.batchOf(sent.firstLeafIndex());
                boolean landed = there.isPresent() && there.get().tree().equals(sent.tree());
                if (!catchUp(fenced)) {
                    break;
                }
                batch.forgetPositions();
                uncertain = List.of();
                condition.pass();
                if (landed) {
                    batch.answer(built, sent.head());
                    return Next.DONE;
                }
                return Next.AGAIN;
            } catch (StorageException e) {
                condition.trouble("outcome of a commit not known yet: cause=" + e.getMessage());
            }
            answerOverdueInDoubt(batch);
            if (queue.isClosed() && batch.waiting().stream().allMatch(Pending::answered)) {
                return Next.DONE;
            }
            pause = pause(pause);
        }
        batch.answerAll(new AppendOutcome.Unknown());
        return Next.DONE;
    }

    private void answerOverdueInDoubt(Gathered batch) {
        for (Pending pending : batch.waiting()) {
            if (pending.overdue(System.nanoTime())) {
                pending.complete(new AppendOutcome.Unknown());
            }
        }
    }

    private boolean catchUp(StoredHead read, Gathered batch) {
        batch.forgetPositions();
        return catchUp(read);
    }

    /** Moves the tip to a head read from the store; false, and the log stopped, when it contradicts what is known. */
    private boolean catchUp(StoredHead read) {
        Optional<String> contradiction =
                HeadCheck.contradiction(store, tip.head().head(), read.head());
        if (contradiction.isPresent()) {
            condition.stop(contradiction.get());
            return false;
        }
        positions.forget();
        try {
            tip = tip.follow(store, read);
        } catch (IllegalStateException e) {
            condition.stop(String.valueOf(e.getMessage()));
            return false;
        }
        durable.advance(read.head());
        return true;
    }

    private boolean tooFarAhead(Instant now) {
        Instant recordedAt = tip.head().recordedAt();
        boolean ahead = recordedAt.isAfter(now.plus(settings.headAheadMax()));
        if (ahead) {
            condition.trouble(
                    "head is ahead of the database's clock: recordedAt=" + recordedAt + " databaseClock=" + now);
        }
        return ahead;
    }

    private Next refuse(Gathered batch) {
        batch.answerAll(pushback(condition.status().statement()));
        return Next.DONE;
    }

    private AppendOutcome.Pushback pushback(String reason) {
        return new AppendOutcome.Pushback(settings.retryAfter(), reason);
    }

    private Duration pause(Duration pause) throws InterruptedException {
        queue.takeOverdue(System.nanoTime()).forEach(pending -> pending.complete(pushback("append deadline passed")));
        queue.pause(pause);
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(PAUSE_MAX) < 0 ? doubled : PAUSE_MAX;
    }
}
