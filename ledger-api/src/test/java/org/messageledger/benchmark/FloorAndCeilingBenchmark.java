package org.messageledger.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.messageledger.log.Append;

/** Our sends beside the least and the most that the same rows can do in the same tables with the same indexes. */
final class FloorAndCeilingBenchmark {

    private static final int CALLERS = 256;
    private static final List<Integer> CONNECTIONS = List.of(8, 16, 32, 64, 128);
    private static final double FLOOR_TARGET = 3;
    private static final double AXON_SHARE_TARGET = 0.4;
    private static final double APPEND_SHARE_TARGET = 0.6;

    private final PostgresServer server;
    private final Options options;
    private final Path home;
    private final Traffic traffic = new Traffic("floor");

    FloorAndCeilingBenchmark(PostgresServer server, Options options, Path home) {
        this.server = server;
        this.options = options;
        this.home = home;
    }

    void run(Report report) throws Exception {
        int count = options.count("rows", 100_000);
        try (Database database = server.create();
                OurLedger ledger = new OurLedger(database, home.resolve("axon"))) {
            ClosedLoop.each(CALLERS, count, number -> ledger.send(traffic.send()));
            Rows rows = Rows.newest(ledger.pool, count);
            CopyRows copyRows = new CopyRows(rows);
            int connections = bestConnections(rows);
            report.setting("rows copied and appended", count);
            report.setting("bytes of an entry", rows.entryBytes());
            report.setting("connections of the single-row commits", connections);
            List<Measured> ours = new ArrayList<>();
            List<Measured> floor = new ArrayList<>();
            List<Measured> copied = new ArrayList<>();
            List<Measured> entriesCopied = new ArrayList<>();
            List<Measured> appended = new ArrayList<>();
            for (int round = 0; round < options.rounds(); round++) {
                database.settle();
                ours.add(ClosedLoop.run(CALLERS, options, random -> ledger.send(traffic.send())));
                floor.add(singleRows(rows, connections, options.warmUp(), options.measured()));
                copied.add(copied(count, copyRows::copyEntriesAndKeys));
                entriesCopied.add(copied(count, copyRows::copyEntries));
                appended.add(appended(count, home.resolve("append-" + round)));
            }
            Measured our = report.point("ours through Axon", "sends", CALLERS, Measured.median(ours));
            Measured append = report.point("ours, Log.append", "sends in flight", 1, Measured.median(appended));
            Measured low = report.point("single-row commits", "entries", CALLERS, Measured.median(floor));
            Measured high = report.point("one COPY", "entries and keys", 1, Measured.median(copied));
            Measured highest = report.point("one COPY", "entries alone", 1, Measured.median(entriesCopied));
            report.atLeast("through Axon / single-row commits", our.perSecond() / low.perSecond(), FLOOR_TARGET);
            report.atLeast("through Axon / COPY", our.perSecond() / high.perSecond(), AXON_SHARE_TARGET);
            report.atLeast("Log.append / COPY", append.perSecond() / high.perSecond(), APPEND_SHARE_TARGET);
            report.ratio("through Axon / COPY of entries alone", our.perSecond() / highest.perSecond());
            report.ratio("Log.append / COPY of entries alone", append.perSecond() / highest.perSecond());
        }
    }

    private int bestConnections(Rows rows) throws Exception {
        Duration time = Duration.ofMillis(options.number("tuneMillis", 2_000));
        int best = 0;
        double bestPerSecond = 0;
        for (int connections : CONNECTIONS) {
            double perSecond =
                    singleRows(rows, connections, time.dividedBy(4), time).perSecond();
            if (perSecond > bestPerSecond) {
                best = connections;
                bestPerSecond = perSecond;
            }
        }
        return best;
    }

    private Measured singleRows(Rows rows, int connections, Duration warmUp, Duration measured) throws Exception {
        try (Database database = emptyTables();
                SingleRows single = new SingleRows(database, connections, rows.entries())) {
            database.settle();
            return ClosedLoop.run(CALLERS, warmUp, measured, random -> single.insert());
        }
    }

    private interface Copy {
        void to(HikariDataSource pool) throws Exception;
    }

    private Measured copied(int count, Copy copy) throws Exception {
        try (Database database = emptyTables();
                HikariDataSource pool = database.pool(1)) {
            database.settle();
            long start = System.nanoTime();
            copy.to(pool);
            return Measured.rate(count, System.nanoTime() - start);
        }
    }

    private Database emptyTables() throws Exception {
        Database database = server.create();
        try (HikariDataSource pool = database.pool(4)) {
            OurLedger.migrate(pool);
        }
        return database;
    }

    private Measured appended(int count, Path keys) throws Exception {
        try (Database database = server.create();
                OurLedger ledger = new OurLedger(database, keys)) {
            List<Append> appends = new PreparedAppends(ledger.identity).sends(new Traffic("append"), count);
            database.settle();
            return PreparedAppends.appendAll(ledger.log, appends);
        }
    }
}
