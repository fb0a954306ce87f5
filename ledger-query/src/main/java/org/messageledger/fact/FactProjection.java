package org.messageledger.fact;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.async.SequentialPolicy;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.messaging.StreamableMessageSource;

/**
 * Keeps the view up to the log, from the position on, while it runs. Rows and position become visible together; a leaf is
 * never skipped and never taken twice, whenever the process dies. Of several processes on one database one at a time does
 * it.
 *
 * <p>A leaf that cannot be taken stops it: {@link #status()} says which and why, and it is tried again, at first after a
 * second, then ever less often, at last once a minute.
 */
public final class FactProjection implements AutoCloseable {

    /** A replay of millions of leaves at one a transaction would take days. */
    public static final int BATCH_SIZE_DEFAULT = 1_000;

    public static final Duration CLAIM_TIMEOUT_DEFAULT = Duration.ofSeconds(10);

    private static final String NAME = "facts";

    private final TreeHistory history;
    private final FactReader reader;
    private final FactHealth health = new FactHealth();
    private final ScheduledExecutorService coordinator =
            Executors.newSingleThreadScheduledExecutor(threads("coordinator"));
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(threads("worker"));
    private final PooledStreamingEventProcessor processor;

    /**
     * Does not start yet.
     *
     * @param source the ledger's event store
     * @param dataSource where the migrations of {@code db/query} have run
     * @param batchSize most leaves in one transaction
     * @param claimTimeout how long a process that has died or stands still keeps others waiting, but for a second; more than
     *     two seconds, or zero when no other process can use this
     *     database: then a restart goes on at once
     */
    public FactProjection(
            StreamableMessageSource<TrackedEventMessage<?>> source,
            DataSource dataSource,
            TreeHistory history,
            int batchSize,
            Duration claimTimeout) {
        this.history = history;
        reader = new FactReader(dataSource);
        FactTransactions transactions = new FactTransactions(dataSource, claimTimeout);
        WatchedLeaves leaves = new WatchedLeaves(source, () -> reader.position().nextLeaf(), health, batchSize);
        FactPosition position =
                new FactPosition(transactions, UUID.randomUUID().toString(), claimTimeout, leaves::taken);
        FactHandler handler = new FactHandler(transactions, position, health, leaves::taken);
        processor = PooledStreamingEventProcessor.builder()
                .name(NAME)
                .eventHandlerInvoker(SimpleEventHandlerInvoker.builder()
                        .eventHandlers(List.of(handler))
                        .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                        .sequencingPolicy(new SequentialPolicy())
                        .build())
                .errorHandler(PropagatingErrorHandler.instance())
                .messageSource(leaves)
                .tokenStore(position)
                .transactionManager(transactions)
                .coordinatorExecutor(coordinator)
                .workerExecutor(worker)
                .initialSegmentCount(1)
                .batchSize(1) // of ours
                .tokenClaimInterval(Duration.ofSeconds(1).toMillis())
                .claimExtensionThreshold(Duration.ofSeconds(2).toMillis())
                .build();
    }

    public void start() {
        processor.start();
    }

    /** Asks the database; whoever cannot wait for it must not ask. @throws FactStorageException when it is silent */
    public FactStatus status() {
        long nextLeaf = reader.position().nextLeaf();
        long behind = Math.max(0, history.size() - nextLeaf);
        FactHealth.Failure failure = health.failure(nextLeaf);
        if (failure != null) {
            return new FactStatus(false, nextLeaf, behind, failure.leafIndex(), failure.reason());
        }
        for (EventTrackerStatus segment : processor.processingStatus().values()) {
            if (segment.isErrorState()) {
                return new FactStatus(false, nextLeaf, behind, nextLeaf, FactHealth.reason(segment.getError()));
            }
        }
        return new FactStatus(processor.isRunning(), nextLeaf, behind, null, null);
    }

    /** Finishes the transaction under way and gives the claim back. Idempotent. */
    @Override
    public void close() {
        processor.shutDown();
        coordinator.shutdownNow();
        worker.shutdownNow();
    }

    private static ThreadFactory threads(String role) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, NAME + "-" + role + "-" + count.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }
}
