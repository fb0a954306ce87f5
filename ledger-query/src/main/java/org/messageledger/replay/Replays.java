package org.messageledger.replay;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.Generations;
import org.messageledger.fact.SpareGeneration;
import org.messageledger.log.Log;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The replays of this process, one at a time over all processes. What a process knows of its replays ends with it; what one
 * has left in the database is removed at the next start, or before the next replay. Thread-safe.
 */
public final class Replays implements AutoCloseable {

    /** A question that takes longer is told to ask again. */
    public static final Duration QUESTION_MAX_DEFAULT = Duration.ofMinutes(1);

    /** How many are remembered. */
    private static final int KEPT_MAX = 20;

    private static final Duration END_MAX = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);

    private final Generations generations;
    private final ViewCheck check;
    private final boolean alone;
    private final Duration questionMax;
    private final Map<UUID, Replay> kept = new LinkedHashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread it = new Thread(task, "ledger-replay");
        it.setDaemon(true);
        return it;
    });
    private @Nullable Replay newest;
    private volatile boolean closed;

    /**
     * Does not start yet.
     *
     * @param claimTimeout how long a process that has died or stands still keeps others waiting; more than two seconds
     * @param alone no other process can use this database
     * @param questionMax how long a view that was replaced is kept for those who have begun to ask it
     */
    public Replays(DataSource dataSource, Log log, Duration claimTimeout, boolean alone, Duration questionMax) {
        this(new Generations(dataSource, log, claimTimeout), dataSource, alone, questionMax);
    }

    Replays(Generations generations, DataSource dataSource, boolean alone, Duration questionMax) {
        this.generations = generations;
        this.check = new ViewCheck(generations, dataSource);
        this.alone = alone;
        this.questionMax = questionMax;
    }

    /** Removes what an earlier process has left, beside everything else; what has just been left, once its claim lapses. */
    public void start() {
        List<SpareGeneration> left = generations.leftBehind(alone);
        thread.execute(() -> remove(() -> left));
        if (!alone) {
            long lapsed = generations.claimTimeout().plusSeconds(1).toMillis();
            CompletableFuture.delayedExecutor(lapsed, TimeUnit.MILLISECONDS, thread)
                    .execute(() -> remove(() -> generations.leftBehind(false)));
        }
    }

    private void remove(Supplier<List<SpareGeneration>> left) {
        try {
            left.get().forEach(spare -> spare.remove(this::goOn));
        } catch (CancellationException e) {
            LOG.info("what a replay left is removed at the next start");
        } catch (RuntimeException e) {
            LOG.warn("what a replay left cannot be removed; the next one does it", e);
        }
    }

    private void goOn() {
        if (closed) {
            throw new CancellationException("the process ends");
        }
    }

    /**
     * Begins a replay.
     *
     * @return empty while another is under way, here or in another process
     * @throws org.messageledger.fact.FactStorageException when the database does not answer
     */
    public synchronized Optional<Replay> begin(ReplayOrder order) {
        if (closed) {
            return Optional.empty();
        }
        Optional<SpareGeneration> spare = generations.begin();
        return spare.map(begun -> {
            Replay replay = new Replay(order, begun, check, questionMax);
            kept.put(replay.id(), replay);
            if (kept.size() > KEPT_MAX) {
                kept.remove(kept.keySet().iterator().next());
            }
            newest = replay;
            thread.execute(replay::run);
            return replay;
        });
    }

    /** One of this process, of the last few. */
    public synchronized Optional<Replay> find(UUID id) {
        return Optional.ofNullable(kept.get(id));
    }

    /** Breaks off what is under way. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            if (newest != null) {
                newest.abandon();
            }
        }
        thread.shutdown();
        try {
            if (!thread.awaitTermination(END_MAX.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("a replay does not end; its claim lapses");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
