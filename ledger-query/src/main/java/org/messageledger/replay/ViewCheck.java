package org.messageledger.replay;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.messageledger.fact.FactStorageException;
import org.messageledger.fact.Generations;
import org.messageledger.fact.SpareGeneration;
import org.messageledger.fact.ViewRows;
import org.messageledger.fact.ViewTable;
import org.messageledger.log.Log;
import org.messageledger.replay.Progress.Phase;

/**
 * Compares the live view with what follows from the log: folds the entries into a generation beside it, with the projection's
 * own extraction, and goes through both, row by row, in the order of their keys. Memory is bounded, for the fold's state is in
 * the database; it takes as much room there as the view, until it is done. Thread-safe; one at a time over all processes.
 */
public final class ViewCheck {

    /** How long the live view may take until it has a leaf that is in the log. */
    private static final Duration LIVE_WAIT_MAX = Duration.ofSeconds(30);

    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

    private final Generations generations;
    private final ViewRows rows;

    public ViewCheck(DataSource dataSource, Log log, Duration claimTimeout) {
        this(new Generations(dataSource, log, claimTimeout), dataSource);
    }

    ViewCheck(Generations generations, DataSource dataSource) {
        this.generations = generations;
        this.rows = new ViewRows(dataSource, readers());
    }

    /** As many as wait for a page: two at a time for each check. They end when nobody has needed them for a minute. */
    private static ExecutorService readers() {
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "ledger-replay-rows");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Compares the live view as of a leaf.
     *
     * @param size how many leaves; at most the log's size
     * @param found told each row that differs, facts by leaf, then postings by subject
     * @return empty when another replay or check is under way, in this process or another
     * @throws FactStorageException when the log or the database cannot be read
     * @throws ViewBehindException when the live view does not have the leaves
     */
    public Optional<ViewFindings> check(long size, Progress progress, Consumer<Difference> found) {
        Optional<SpareGeneration> begun = generations.begin();
        if (begun.isEmpty()) {
            return Optional.empty();
        }
        SpareGeneration spare = begun.get();
        Runnable removing = () -> progress.at(Phase.REMOVING, size, size);
        ViewFindings findings;
        try {
            spare.fill(size, done -> progress.at(Phase.REBUILDING, done, size));
            long held = awaitLive(spare, size, progress);
            if (held < size) {
                throw new ViewBehindException(held);
            }
            findings = compare(spare, size, progress, found);
        } catch (RuntimeException e) {
            try {
                spare.remove(removing);
            } catch (RuntimeException left) {
                e.addSuppressed(left); // whoever comes next removes it
            }
            throw e;
        }
        spare.remove(removing);
        return Optional.of(findings);
    }

    /** How many of these leaves the live view has, at last. */
    long awaitLive(SpareGeneration spare, long size, Progress progress) {
        long giveUpAt = System.nanoTime() + LIVE_WAIT_MAX.toNanos();
        long held = generations.live().nextLeaf();
        while (held < size && System.nanoTime() - giveUpAt < 0) {
            LockSupport.parkNanos(PAUSE_NANOS);
            spare.refresh();
            progress.at(Phase.COMPARING, 0, size);
            held = generations.live().nextLeaf();
        }
        return Math.min(held, size);
    }

    /** Of the first {@code size} leaves, which both generations MUST have. */
    ViewFindings compare(SpareGeneration spare, long size, Progress progress, Consumer<Difference> found) {
        Counting counting = new Counting(spare, size, progress, found);
        Comparison comparison = new Comparison(counting::found, counting::row);
        int live = generations.live().generation();
        for (ViewTable table : List.of(ViewTable.FACTS, ViewTable.POSTINGS)) {
            comparison.compare(
                    rows.of(table, spare.generation(), size - 1, counting::page),
                    rows.of(table, live, size - 1, counting::page));
        }
        spare.requireHeld(); // else rows that another process was removing would be missing, or extra
        progress.at(Phase.COMPARING, size, size);
        return new ViewFindings(
                size - 1,
                comparison.expectedDigest().facts(),
                comparison.expectedDigest().postings(),
                counting.differences,
                comparison.expectedDigest().hash(),
                comparison.liveDigest().hash());
    }

    private static final class Counting {

        private final SpareGeneration spare;
        private final long size;
        private final Progress progress;
        private final Consumer<Difference> found;
        private final double rowsExpected;
        private long rows;
        private long differences;

        Counting(SpareGeneration spare, long size, Progress progress, Consumer<Difference> found) {
            this.spare = spare;
            this.size = size;
            this.progress = progress;
            this.found = found;
            this.rowsExpected = spare.nextLeaf() + spare.postings() + 1.0;
        }

        void found(Difference difference) {
            differences++;
            found.accept(difference);
        }

        void row() {
            rows++;
        }

        void page() {
            spare.refresh();
            progress.at(Phase.COMPARING, (long) (size * Math.min(1, rows / rowsExpected)), size);
        }
    }
}
