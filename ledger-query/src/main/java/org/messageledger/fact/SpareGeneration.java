package org.messageledger.fact;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.messageledger.log.Log;

/**
 * A generation that is not live: filled from the log beside the live one, put in its place, or removed. Held by one process:
 * whatever is done to it first refreshes the claim, in the same transaction, and fails once another has taken it over. For
 * one thread.
 */
public final class SpareGeneration {

    /** Often enough for any claim. */
    private static final long REFRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final String HOLD = """
            update fact_position
            set next_leaf = ?, claimed_at = %s
            where generation = ? and not live and owner = ?
            """.formatted(FactPosition.NOW);

    private static final String LIVE = """
            select generation, next_leaf, owner, claimed_at
            from fact_position
            where live
            for update
            """;

    // The claim of whoever keeps the view goes on: only the generation becomes another.
    private static final String BECOME_LIVE = """
            update fact_position
            set live = true, next_leaf = ?, owner = ?, claimed_at = cast(? as bigint)
            where generation = ?
            """;

    private static final String BECOME_SPARE = """
            update fact_position
            set live = false, owner = ?, claimed_at = %s
            where generation = ?
            """.formatted(FactPosition.NOW);

    private static final String REMOVE_POSITION = """
            delete from fact_position
            where generation = ? and not live and owner = ?
            """;

    private static final String FIRST_FACT = """
            select min(leaf_index)
            from facts
            where generation = ?
            """;

    private static final String REMOVE_FACTS = """
            delete from facts
            where generation = ? and leaf_index < ?
            """;

    private static final String REMOVE_POSTINGS = """
            delete from postings
            where generation = ? and\s""";

    private final FactTransactions transactions;
    private final Log log;
    private final int generation;
    private final String owner;
    private final int batchSize;
    private final List<SpareGeneration> leftBehind;
    private boolean cleared;
    private long nextLeaf;
    private long postings;
    private long refreshedNanos = System.nanoTime();

    /** @param leftBehind others of this owner's; they go before this one is filled */
    SpareGeneration(
            FactTransactions transactions,
            Log log,
            int generation,
            String owner,
            int batchSize,
            List<SpareGeneration> leftBehind) {
        this.transactions = transactions;
        this.log = log;
        this.generation = generation;
        this.owner = owner;
        this.batchSize = batchSize;
        this.leftBehind = leftBehind;
    }

    public int generation() {
        return generation;
    }

    /** The first leaf that it lacks. */
    public long nextLeaf() {
        return nextLeaf;
    }

    /** How many postings were written to it. */
    public long postings() {
        return postings;
    }

    /**
     * Writes leaves up to this size of the log, as the projection would. Reads and extracts a batch while the one before it
     * is written.
     *
     * @param size at most that of the log
     * @param progress told the first leaf that is missing, after each transaction; may wait, or throw to end it
     * @throws FactStorageException also when a leaf cannot be read, which it names
     */
    public void fill(long size, LongConsumer progress) {
        if (!cleared) {
            leftBehind.forEach(spare -> spare.remove(() -> progress.accept(0)));
            clear(() -> progress.accept(0)); // of what no claim has written
            cleared = true;
        }
        LeafBatches leaves = new LeafBatches(log, nextLeaf, size, batchSize);
        ExecutorService reading = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "ledger-replay-reader");
            thread.setDaemon(true);
            return thread;
        });
        try {
            CompletableFuture<List<Extracted>> ahead = CompletableFuture.supplyAsync(leaves::next, reading);
            while (nextLeaf < size) {
                List<Extracted> batch = join(ahead);
                ahead = CompletableFuture.supplyAsync(leaves::next, reading);
                transactions.within(connection -> write(connection, batch));
                nextLeaf += batch.size();
                progress.accept(nextLeaf);
            }
        } finally {
            reading.shutdownNow();
        }
    }

    private boolean write(Connection connection, List<Extracted> batch) throws SQLException {
        hold(connection, nextLeaf + batch.size());
        if (!batch.isEmpty()) {
            postings += new FactWriter(generation).write(connection, batch);
        }
        return true;
    }

    private void hold(Connection connection, long next) throws SQLException {
        if (FactTransactions.update(connection, HOLD, next, generation, owner) != 1) {
            throw new FactStorageException("another process has taken the generation over: generation=" + generation);
        }
        refreshedNanos = System.nanoTime();
    }

    /** Keeps the claim while nothing is written; to be called at least every second. Costs nothing in between. */
    public void refresh() {
        if (System.nanoTime() - refreshedNanos > REFRESH_NANOS) {
            requireHeld();
        }
    }

    /**
     * To be called after rows have been read that are all there only as long as the claim holds.
     *
     * @throws FactStorageException when another process has taken the generation over: it may have removed some
     */
    public void requireHeld() {
        transactions.within(connection -> write(connection, List.of()));
    }

    private static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /**
     * Makes it the live one, at the position of the one that was, whose last leaves it still takes. Nobody who keeps the
     * view loses the claim, and nobody can write to the old generation any more.
     *
     * @param progress as of {@link #fill}
     * @return the generation that was live, complete as it was; whoever has asked it reads on. It MUST be removed once
     *     nobody does
     */
    public SpareGeneration swapIn(LongConsumer progress) {
        Integer old = null;
        while (old == null) {
            long next = transactions.within(
                    connection -> FactReader.position(connection).nextLeaf());
            if (next > nextLeaf) {
                fill(next, progress);
            }
            int replaced = transactions.within(this::replaceLive);
            old = replaced < 0 ? null : replaced;
        }
        return new SpareGeneration(transactions, log, old, owner, batchSize, List.of());
    }

    /** The generation that was live; -1 when it has run ahead by more than a batch. */
    private int replaceLive(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LIVE);
                ResultSet live = statement.executeQuery()) {
            if (!live.next()) {
                throw new FactStorageException("no generation of facts is live");
            }
            int old = live.getInt(1);
            long next = Math.max(nextLeaf, live.getLong(2));
            if (next - nextLeaf > batchSize) {
                return -1;
            }
            hold(connection, next);
            LeafBatches rest = new LeafBatches(log, nextLeaf, next, batchSize);
            for (List<Extracted> batch = rest.next(); !batch.isEmpty(); batch = rest.next()) {
                int unused = new FactWriter(generation).write(connection, batch);
            }
            int spared = FactTransactions.update(connection, BECOME_SPARE, owner, old);
            assert spared == 1;
            try (PreparedStatement become = connection.prepareStatement(BECOME_LIVE)) {
                become.setLong(1, next);
                become.setString(2, live.getString(3));
                become.setString(3, live.getString(4));
                become.setInt(4, generation);
                become.executeUpdate();
            }
            return old;
        }
    }

    /**
     * Removes it, a page of rows in each transaction. From the first of them on it says that it holds nothing, so that nobody
     * takes for an answer what is left.
     *
     * @param meanwhile told between transactions; may wait, or throw to end it
     */
    public void remove(Runnable meanwhile) {
        clear(meanwhile);
        int removed = transactions.within(
                connection -> FactTransactions.update(connection, REMOVE_POSITION, generation, owner));
        if (removed != 1) {
            throw new FactStorageException("another process has taken the generation over: generation=" + generation);
        }
    }

    /** Removes all of its rows. */
    void clear(Runnable meanwhile) {
        nextLeaf = 0;
        transactions.within(connection -> write(connection, List.of()));
        ViewRow last = null;
        boolean more = true;
        while (more) {
            ViewRow from = last;
            List<ViewRow> page = transactions.within(connection -> removePostings(connection, from));
            more = !page.isEmpty();
            last = more ? page.get(page.size() - 1) : null;
            meanwhile.run();
        }
        while (transactions.within(this::removeFacts)) {
            meanwhile.run();
        }
    }

    /** By the key, as reading goes: what is dead already is not looked through again and again. */
    private List<ViewRow> removePostings(Connection connection, @Nullable ViewRow from) throws SQLException {
        hold(connection, 0);
        List<ViewRow> page = ViewRows.postings(connection, generation, from);
        if (!page.isEmpty()) {
            ViewRow end = page.get(page.size() - 1);
            String subject = end.subjectId();
            FactTransactions.update(connection, REMOVE_POSTINGS + "subject_id < ?", generation, subject);
            FactTransactions.update(
                    connection, REMOVE_POSTINGS + "subject_id = ? and role < ?", generation, subject, end.role());
            FactTransactions.update(
                    connection,
                    REMOVE_POSTINGS + "subject_id = ? and role = ? and leaf_index <= ?",
                    generation,
                    subject,
                    end.role(),
                    end.leafIndex());
        }
        return page;
    }

    /** Whether there were any. */
    private boolean removeFacts(Connection connection) throws SQLException {
        hold(connection, 0);
        try (PreparedStatement statement = connection.prepareStatement(FIRST_FACT)) {
            statement.setInt(1, generation);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                long first = row.getLong(1);
                return !row.wasNull()
                        && FactTransactions.update(connection, REMOVE_FACTS, generation, first + ViewRows.PAGE_ROWS)
                                > 0;
            }
        }
    }
}
