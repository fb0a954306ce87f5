package org.messageledger.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.messageledger.log.Append;

/** The same sends in a young log and in one that has grown, what that one takes on disk, and what a proof in it costs. */
final class GrowthBenchmark {

    private static final int CALLERS = 256;
    private static final int CHUNK = 20_000;
    private static final double RATE_TARGET = 0.85;
    private static final double BYTES_TARGET = 1.75;

    private final Options options;
    private final Report report;
    private final Traffic filling = new Traffic("grown");
    private final Traffic traffic = new Traffic("growth");

    GrowthBenchmark(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    /** The grown one first, so that the code is as warm for the young one. */
    void run(PostgresServer server, Path folder) throws Exception {
        Measured grown = measuredAt(server, folder.resolve("grown"), options.number("entries", 10_000_000), true);
        Measured young = measuredAt(server, folder.resolve("young"), options.number("youngEntries", 100_000), false);
        report.atLeast("grown / young, rate", grown.perSecond() / young.perSecond(), RATE_TARGET);
        // Of a p99 at least 85 % is at most its inverse.
        report.atMost("grown / young, p99", grown.p99Millis() / young.p99Millis(), 1 / RATE_TARGET);
    }

    private Measured measuredAt(PostgresServer server, Path home, long entries, boolean grown) throws Exception {
        try (Database database = server.create();
                OurLedger ledger = new OurLedger(database, Files.createDirectories(home))) {
            fill(ledger, entries);
            List<Measured> rounds = new ArrayList<>();
            for (int round = grown ? -1 : 0; round < options.rounds(); round++) {
                database.settle();
                Measured measured = ClosedLoop.run(CALLERS, options, random -> ledger.send(traffic.send()));
                if (round >= 0) { // before, the code is still compiled
                    rounds.add(measured);
                }
            }
            if (grown) {
                bytes(ledger.pool);
                ProofCost.measure(ledger.log, options, report);
            }
            return report.point("ours", "sends at " + entries, CALLERS, Measured.median(rounds));
        }
    }

    /** The next chunk is prepared while one is appended. */
    private void fill(OurLedger ledger, long entries) throws Exception {
        PreparedAppends prepared = new PreparedAppends(ledger.identity);
        List<Append> chunk = prepared.sendsAndReads(filling, CHUNK);
        while (ledger.log.head().size() < entries) {
            CompletableFuture<List<Append>> next =
                    CompletableFuture.supplyAsync(() -> prepared.sendsAndReads(filling, CHUNK));
            Measured unused = PreparedAppends.appendAll(ledger.log, chunk);
            chunk = next.get();
        }
    }

    private void bytes(HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select count(*), sum(length(entry)),
                          pg_total_relation_size('entries') + pg_total_relation_size('tiles')
                            + pg_total_relation_size('batches') + pg_total_relation_size('head'),
                          pg_total_relation_size('data_keys')
                        from entries
                        """)) {
            row.next();
            double entries = row.getDouble(1);
            double own = row.getDouble(2);
            report.setting("entries", row.getLong(1));
            report.setting("bytes of an entry", own / entries);
            report.setting("bytes on disk an entry", row.getDouble(3) / entries);
            report.setting("bytes on disk an entry, data keys", row.getDouble(4) / entries);
            report.atMost("bytes on disk / bytes of entries", row.getDouble(3) / own, BYTES_TARGET);
            report.ratio("the same with data keys", (row.getDouble(3) + row.getDouble(4)) / own);
        }
    }
}
