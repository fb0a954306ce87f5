package org.messageledger.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.messageledger.checkpoint.KeptNote;
import org.messageledger.fact.FactProjection;
import org.messageledger.fact.LogHistory;
import org.messageledger.log.AcknowledgedHead;
import org.messageledger.log.Append;
import org.messageledger.log.jdbc.JdbcStoredRows;
import org.messageledger.replay.ViewCheck;
import org.messageledger.verify.Findings;
import org.messageledger.verify.LogCheck;
import org.messageledger.verify.Pace;

/** Sends alone, beside a check of the stored log, and beside one of the view, each over and over; the projection runs always. */
final class FsckBenchmark {

    private static final int CALLERS = 256;
    private static final int CHUNK_MAX = 10_000;
    private static final double TARGET = 0.9;
    private static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(10);

    private final Options options;
    private final Path home;
    private final Report report;
    private final Traffic filling = new Traffic("checked");
    private final Traffic traffic = new Traffic("fsck");

    FsckBenchmark(Options options, Path home, Report report) {
        this.options = options;
        this.home = home;
        this.report = report;
    }

    void run(Database database) throws Exception {
        int entries = options.count("checked", 200_000);
        try (OurLedger ledger = new OurLedger(database, home);
                FactProjection view = new FactProjection(
                        ledger.ledger.leaves(),
                        ledger.pool,
                        new LogHistory(ledger.log),
                        FactProjection.BATCH_SIZE_DEFAULT,
                        CLAIM_TIMEOUT)) {
            PreparedAppends prepared = new PreparedAppends(ledger.identity);
            while (ledger.log.head().size() < entries) {
                List<Append> chunk = prepared.sendsAndReads(filling, Math.min(CHUNK_MAX, entries));
                Measured unused = PreparedAppends.appendAll(ledger.log, chunk);
            }
            report.setting("entries", ledger.log.head().size());
            view.start();
            LogCheck log = new LogCheck(
                    new JdbcStoredRows(ledger.pool),
                    ledger.log,
                    ledger.identity,
                    new AcknowledgedHead(home.resolve("acknowledged-head")),
                    new KeptNote(home.resolve("checkpoint")));
            ViewCheck rows = new ViewCheck(ledger.pool, ledger.log, CLAIM_TIMEOUT);
            compare(ledger, database, log, rows, view);
        }
    }

    private void compare(OurLedger ledger, Database database, LogCheck log, ViewCheck rows, FactProjection view)
            throws Exception {
        List<Measured> alone = new ArrayList<>();
        List<Measured> besideLog = new ArrayList<>();
        List<Measured> besideView = new ArrayList<>();
        for (int round = 0; round < options.rounds(); round++) {
            database.settle();
            alone.add(sends(ledger));
            database.settle();
            try (Beside check = new Beside(step -> {
                Findings findings = new Findings();
                Object unused = log.run(findings, (done, total) -> step.run());
                requireNone(findings.listed());
            })) {
                besideLog.add(sends(ledger));
                report.setting("entries checked a second beside sends, round " + round, check.perSecond());
            }
            database.settle();
            try (Beside check = new Beside(step -> {
                Pace pace = new Pace(() -> ledger.log.head().size());
                List<Object> found = new ArrayList<>();
                Object unused = rows.check(
                        view.status().nextLeaf(),
                        (phase, done, total) -> {
                            step.run();
                            pace.giveWay();
                        },
                        found::add);
                requireNone(found);
            })) {
                besideView.add(sends(ledger));
                check.check();
            }
        }
        Measured one = report.point("ours", "sends", CALLERS, Measured.median(alone));
        Measured two = report.point("ours", "sends, the log is checked", CALLERS, Measured.median(besideLog));
        Measured three = report.point("ours", "sends, the view is checked", CALLERS, Measured.median(besideView));
        report.atLeast("sends while the log is checked / alone", two.perSecond() / one.perSecond(), TARGET);
        report.atLeast("sends while the view is checked / alone", three.perSecond() / one.perSecond(), TARGET);
    }

    private Measured sends(OurLedger ledger) throws InterruptedException {
        return ClosedLoop.run(CALLERS, options, random -> ledger.send(traffic.send()));
    }

    private static void requireNone(List<?> findings) {
        if (!findings.isEmpty()) {
            throw new IllegalStateException("a check has found something: " + findings);
        }
    }

    private interface Check {
        void run(Runnable step) throws Exception;
    }

    /** A check that begins anew whenever it has ended, in a thread of its own, until it is closed. */
    private static final class Beside implements AutoCloseable {

        private static final int LEAVES_A_STEP = 256;

        private final AtomicBoolean over = new AtomicBoolean();
        private final AtomicLong steps = new AtomicLong();
        private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        private final long startNanos = System.nanoTime();
        private final Thread thread;

        Beside(Check check) {
            thread = new Thread(() -> {
                try {
                    while (!over.get()) {
                        check.run(this::step);
                    }
                } catch (CancellationException e) {
                    over.set(true);
                } catch (Exception e) {
                    failure.set(e);
                }
            });
            thread.start();
        }

        private void step() {
            steps.incrementAndGet();
            if (over.get()) {
                throw new CancellationException("over");
            }
        }

        long perSecond() {
            check();
            return steps.get() * LEAVES_A_STEP * 1_000_000_000L / (System.nanoTime() - startNanos);
        }

        void check() {
            Exception failed = failure.get();
            if (failed != null) {
                throw new IllegalStateException("the check failed", failed);
            }
        }

        @Override
        public void close() {
            over.set(true);
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            check();
        }
    }
}
