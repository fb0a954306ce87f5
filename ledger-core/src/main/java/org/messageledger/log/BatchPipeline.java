package org.messageledger.log;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Builds the next batch while one commits: on top of the tree, the streams and the time that the one on its way will have
 * made, and anew should it fail. As soon as that one is durable the next is sent, and only then are the callers of the
 * first answered. All is the writer's thread but the commit, and a lone append's commit is the writer's too.
 *
 * <p>Anything out of the ordinary is left to {@link BatchWriter}, which takes one step after the other.
 */
final class BatchPipeline {

    private static final Duration PROBE_INTERVAL = Duration.ofMillis(500);

    /** Beside a commit it is not worth waking up for fewer: what is missing then is built in a fraction of a commit. */
    private static final int WORTH_WAKING = 32;

    private final LogStore store;
    private final AppendQueue queue;
    private final LogCondition condition;
    private final InFlight inFlight;
    private final CurrentTip tip;
    private final BatchWriter writer;
    private final Settlement settlement;
    private final ExecutorService committer;
    private @Nullable Sent sent;
    private @Nullable Building next;

    private record Sent(
            Gathered batch,
            BatchBuilder builder,
            Verdict.Built built,
            Batch stored,
            CompletableFuture<CommitResult> result) {

        BatchBuilder follow(Instant clock) {
            Instant recordedAt = clock.isAfter(stored.recordedAt()) ? clock : stored.recordedAt();
            return BatchBuilder.after(builder, built.frontier(), recordedAt);
        }
    }

    BatchPipeline(
            LogStore store,
            AppendQueue queue,
            LogCondition condition,
            InFlight inFlight,
            CurrentTip tip,
            BatchWriter writer,
            Settlement settlement) {
        this.store = store;
        this.queue = queue;
        this.condition = condition;
        this.inFlight = inFlight;
        this.tip = tip;
        this.writer = writer;
        this.settlement = settlement;
        this.committer = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "ledger-log-committer");
            thread.setDaemon(true); // the writer waits for it
            return thread;
        });
    }

    /** Until the queue is closed; what was taken by then is brought to its end. */
    void run() throws InterruptedException {
        try {
            while (!queue.isClosed()) {
                if (sent == null) {
                    begin();
                } else {
                    goOn(sent);
                }
            }
            while (sent != null) {
                land(sent);
            }
        } finally {
            committer.shutdown();
        }
    }

    private void begin() throws InterruptedException {
        List<Pending> appends = queue.take(PROBE_INTERVAL, 1, 0, 0);
        if (!appends.isEmpty()) {
            Building building = new Building(null);
            building.add(appends);
            if (!send(building, appends.size() == 1)) {
                writer.write(building.batch.waiting());
            } else if (appends.size() == 1) {
                land(Objects.requireNonNull(sent));
            }
        } else if (condition.troubled()) {
            writer.probe();
        }
        if (sent == null) {
            settlement.answer(tip);
        }
    }

    private void goOn(Sent onItsWay) throws InterruptedException {
        Building building = next == null ? new Building(onItsWay) : next;
        next = building;
        building.add(queue.take(
                PROBE_INTERVAL,
                building.full ? Integer.MAX_VALUE : WORTH_WAKING,
                building.batch.entryCount(),
                building.batch.sizeBytes()));
        if (onItsWay.result().isDone()) {
            land(onItsWay);
        }
    }

    private void land(Sent onItsWay) throws InterruptedException {
        CommitResult result = await(onItsWay.result());
        Building building = next == null ? new Building(onItsWay) : next;
        next = null;
        sent = null;
        if (result.kind() != CommitResult.Kind.COMMITTED) {
            writer.finish(onItsWay.batch(), onItsWay.built(), onItsWay.stored(), result);
            writer.write(building.batch.waiting());
            return;
        }
        tip.advance(onItsWay.stored(), onItsWay.built());
        inFlight.known();
        condition.pass();
        boolean sentToo;
        try {
            building.add(queue.take(Duration.ZERO, 0, building.batch.entryCount(), building.batch.sizeBytes()));
            sentToo = send(building, false);
        } finally {
            onItsWay.batch().answer(onItsWay.built(), onItsWay.stored().head());
        }
        if (!sentToo) {
            writer.write(building.batch.waiting());
        }
    }

    /** False, and nothing done, when there is nothing to store or something is not as it should be. */
    private boolean send(Building building, boolean alone) {
        BatchBuilder builder = building.builder;
        if (builder == null || tip.behindReaders() || condition.stopped()) {
            return false;
        }
        Verdict.Built built = builder.build();
        Batch batch = built.batch();
        if (batch == null || !inFlight.send(building.batch.waiting())) {
            return false;
        }
        builder.beforeIsDurable();
        StoredHead expected = tip.head();
        CompletableFuture<CommitResult> result = new CompletableFuture<>();
        if (alone) {
            result.complete(store.commit(expected, batch));
        } else {
            committer.execute(() -> commit(expected, batch, result));
        }
        sent = new Sent(building.batch, builder, built, batch, result);
        return true;
    }

    private void commit(StoredHead expected, Batch batch, CompletableFuture<CommitResult> result) {
        try {
            result.complete(store.commit(expected, batch));
        } catch (Throwable e) {
            result.completeExceptionally(e);
        } finally {
            queue.wake(); // not before the result is there to be seen
        }
    }

    /** A bug below ends the writer, as it would if the writer had met it itself. */
    private static CommitResult await(CompletableFuture<CommitResult> result) throws InterruptedException {
        try {
            return result.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException bug ? bug : new IllegalStateException(e.getCause());
        }
    }

    /** A batch that grows. Without a builder it waits to be written step by step. */
    private final class Building {

        private final Gathered batch = new Gathered(List.of());
        private final @Nullable Sent before;
        private @Nullable BatchBuilder builder;
        private boolean full;

        Building(@Nullable Sent before) {
            this.before = before;
        }

        void add(List<Pending> appends) {
            full = appends.isEmpty();
            if (full) {
                return;
            }
            boolean first = batch.waiting().isEmpty();
            batch.add(appends);
            try {
                if (first) {
                    builder = begin();
                }
                if (builder != null) {
                    tip.add(builder, appends);
                }
            } catch (StorageException e) {
                builder = null;
            }
        }

        private @Nullable BatchBuilder begin() {
            Instant now = store.now();
            if (tip.tooFarAhead(now)) {
                return null;
            }
            Instant recordedAt = writer.recordedAt(now);
            return before == null ? BatchBuilder.on(tip.frontier(), recordedAt) : before.follow(recordedAt);
        }
    }
}
