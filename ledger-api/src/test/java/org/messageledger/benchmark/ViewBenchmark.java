package org.messageledger.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.messageledger.fact.FactProjection;
import org.messageledger.fact.LogHistory;
import org.messageledger.log.Append;
import org.messageledger.replay.Replay;
import org.messageledger.replay.ReplayOrder;
import org.messageledger.replay.ReplayReport;
import org.messageledger.replay.ReplayStatus;
import org.messageledger.replay.Replays;

/** The view behind a long log, and behind callers who keep on; a replay beside it. */
final class ViewBenchmark {

    private static final int CALLERS = 32;
    private static final double CATCH_UP_TARGET = 30_000;
    private static final double REPLAY_TARGET = 30_000;
    private static final double LAG_TARGET_MILLIS = 1_000;
    private static final double BYTES_TARGET = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Options options;
    private final Report report;
    private final Traffic traffic = new Traffic("view");

    ViewBenchmark(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    void run(Path home, Database database) throws Exception {
        try (OurLedger ledger = new OurLedger(database, home)) {
            fill(ledger);
            database.settle();
            try (FactProjection projection = new FactProjection(
                            ledger.ledger.leaves(),
                            ledger.pool,
                            new LogHistory(ledger.log),
                            FactProjection.BATCH_SIZE_DEFAULT,
                            FactProjection.CLAIM_TIMEOUT_DEFAULT);
                    Position position = new Position(ledger.pool)) {
                catchUp(ledger, projection, position);
                bytes(ledger.pool);
                lag(ledger, position);
                replay(ledger);
            }
        }
    }

    private void fill(OurLedger ledger) throws InterruptedException {
        int left = options.count("events", 300_000);
        PreparedAppends prepared = new PreparedAppends(ledger.identity);
        while (left > 0) {
            List<Append> chunk = prepared.sendsAndReads(traffic, Math.min(left, 20_000));
            Measured unused = PreparedAppends.appendAll(ledger.log, chunk);
            left -= 20_000;
        }
    }

    private void catchUp(OurLedger ledger, FactProjection projection, Position position) throws SQLException {
        long events = ledger.log.head().size();
        long start = System.nanoTime();
        projection.start();
        position.await(events);
        Measured rate = Measured.rate(events, System.nanoTime() - start);
        report.setting("events caught up with", events);
        report.atLeast(
                "events caught up with per second",
                report.point("view", "catching up", 1, rate).perSecond(),
                CATCH_UP_TARGET);
    }

    /** Of sends and reads in equal parts. */
    private void bytes(HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select pg_total_relation_size('facts') + pg_total_relation_size('postings'), sum(length(entry)), count(*)
                        from entries
                        """)) {
            row.next();
            report.setting("bytes on disk an event, facts and postings", row.getDouble(1) / row.getDouble(3));
            report.atMost("facts and postings / bytes of entries", row.getDouble(1) / row.getDouble(2), BYTES_TARGET);
        }
    }

    /** Each caller keeps its own beat, and makes up for what it was late. */
    private void lag(OurLedger ledger, Position position) throws Exception {
        int perSecond = options.count("eventsPerSecond", 3_000);
        int count = perSecond * options.count("lagSeconds", 20);
        long first = ledger.log.head().size();
        AtomicLongArray acknowledgedAt = new AtomicLongArray(count);
        long start = System.nanoTime();
        Thread callers = new Thread(() -> send(ledger, count, perSecond, first, start, acknowledgedAt));
        callers.setDaemon(true);
        callers.start();
        Latencies lag = new Latencies();
        long seen = first;
        while (seen < first + count) {
            long next = position.awaitMoreThan(seen);
            long now = System.nanoTime();
            for (long leaf = seen; leaf < next; leaf++) {
                // A fact may be seen before its caller has heard of the receipt.
                long acknowledged = acknowledgedAt.get((int) (leaf - first));
                lag.add(acknowledged == 0 ? 1 : now - acknowledged);
            }
            seen = next;
        }
        long nanos = System.nanoTime() - start;
        callers.join();
        Measured measured = new Measured(count * 1e9 / nanos, lag.millis(0.5), lag.millis(0.99));
        report.point("view", "lag behind receipts", CALLERS, measured);
        report.atLeast("sustained / asked for", measured.perSecond() / perSecond, 0.97);
        report.below("lag p99, ms", measured.p99Millis(), LAG_TARGET_MILLIS);
    }

    private void send(
            OurLedger ledger, int count, int perSecond, long first, long start, AtomicLongArray acknowledgedAt) {
        try {
            ClosedLoop.each(CALLERS, count, number -> {
                long due = start + (long) (number * 1e9 / perSecond);
                while (due - System.nanoTime() > 0) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                long leaf = ledger.sent(traffic.send()).leafIndex();
                acknowledgedAt.set((int) (leaf - first), System.nanoTime());
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Beside the live view, which has nothing to do; its rate is that of rebuilding, as its report says it. */
    private void replay(OurLedger ledger) {
        long events = ledger.log.head().size();
        try (Replays replays =
                new Replays(ledger.pool, ledger.log, FactProjection.CLAIM_TIMEOUT_DEFAULT, false, Duration.ZERO)) {
            Replay replay = replays.begin(new ReplayOrder(events, true, false)).orElseThrow();
            ReplayReport replayed = replay.status().report();
            while (replayed == null) {
                ReplayStatus status = replay.status();
                if (status.reason() != null) {
                    throw new IllegalStateException("the replay failed: reason=" + status.reason());
                }
                replayed = status.report();
                LockSupport.parkNanos(POLL_NANOS);
            }
            if (!replayed.swapped()) {
                throw new IllegalStateException(
                        "the replay differs: rows=" + replayed.findings().differences());
            }
            report.setting("events replayed", events);
            report.atLeast("events rebuilt per second", perSecond(events, replayed.rebuilding()), REPLAY_TARGET);
            report.ratio(
                    "comparing / rebuilding, events per second",
                    perSecond(events, replayed.comparing()) / perSecond(events, replayed.rebuilding()));
        }
    }

    private static double perSecond(long events, Duration time) {
        return events * 1e9 / time.toNanos();
    }

    /** Of the view, as other connections see it. */
    private static final class Position implements AutoCloseable {

        private final Connection connection;
        private final PreparedStatement select;

        Position(HikariDataSource pool) throws SQLException {
            connection = pool.getConnection();
            select = connection.prepareStatement("select next_leaf from fact_position where live");
        }

        void await(long leaves) throws SQLException {
            long next = 0;
            while (next < leaves) {
                next = awaitMoreThan(next);
            }
        }

        long awaitMoreThan(long leaves) throws SQLException {
            long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() - giveUpAt < 0) {
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    if (row.getLong(1) > leaves) {
                        return row.getLong(1);
                    }
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
            throw new IllegalStateException("the view stands still: nextLeaf=" + leaves);
        }

        @Override
        public void close() throws SQLException {
            select.close();
            connection.close();
        }
    }
}
