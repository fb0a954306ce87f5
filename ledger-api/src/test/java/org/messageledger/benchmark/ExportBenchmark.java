package org.messageledger.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.messageledger.asking.ListAnswers;
import org.messageledger.export.Export;
import org.messageledger.export.ExportFormat;
import org.messageledger.export.ExportKey;
import org.messageledger.export.ExportOrder;
import org.messageledger.export.Exports;
import org.messageledger.export.Pages;
import org.messageledger.fact.Page;
import org.messageledger.fact.Question;
import org.messageledger.fact.Reply;
import org.messageledger.party.PoolId;
import tools.jackson.databind.json.JsonMapper;

/** Whole answers, written to nowhere, within the ledger: unsigned, signed, and read without being written. */
final class ExportBenchmark {

    private static final double UNSIGNED_TARGET = 100_000;
    private static final PoolId POOL = new PoolId("pool-0");

    private final Options options;
    private final Report report;

    ExportBenchmark(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    void run(PostgresServer server, Path folder) throws Exception {
        try (Database database = server.create();
                AnswersBenchmark.View view = new AnswersBenchmark.View(
                        database, folder.resolve("exported"), options.number("entries", 1_000_000));
                Exports exports = exports(view, folder)) {
            report.setting("entries", view.entries());
            Pages pages = cursor -> page(view, cursor);
            report.setting("rows", read(pages));
            report.point("pages", "read", 1, median(() -> read(pages)));
            for (ExportFormat format : List.of(ExportFormat.CSV, ExportFormat.NDJSON)) {
                Measured unsigned =
                        report.point("unsigned", format.word(), 1, median(() -> write(exports, pages, format, false)));
                report.atLeast("unsigned rows a second, " + format.word(), unsigned.perSecond(), UNSIGNED_TARGET);
                report.point("signed", format.word(), 1, median(() -> write(exports, pages, format, true)));
            }
        }
    }

    private static Exports exports(AnswersBenchmark.View view, Path folder) {
        ExportKey key =
                ExportKey.open(folder.resolve("keys"), view.ledger.identity.origin(), List.of(), new SecureRandom());
        ListAnswers lists = new ListAnswers(new JsonMapper());
        return new Exports(
                view.ledger.log, view.ledger.identity.origin(), key, size -> Optional.empty(), lists::ndjson);
    }

    private static Page page(AnswersBenchmark.View view, @Nullable String cursor) {
        Question all = Question.ALL.withLimit(Question.LIMIT_MAX);
        Reply<Page> reply = view.activities.ofPool(POOL, cursor == null ? all : all.from(cursor));
        if (reply instanceof Reply.Answered<Page> it) {
            return it.answer();
        }
        throw new IllegalStateException("no answer: reply=" + reply);
    }

    private interface Rows {
        long all() throws IOException;
    }

    private Measured median(Rows rows) throws IOException {
        List<Measured> rounds = new ArrayList<>();
        for (int round = -1; round < options.rounds(); round++) {
            long start = System.nanoTime();
            long count = rows.all();
            Measured measured = Measured.rate(count, System.nanoTime() - start);
            if (round >= 0) { // before, the code is still compiled
                rounds.add(measured);
            }
        }
        return Measured.median(rounds);
    }

    private static long read(Pages pages) {
        Page page = pages.after(null);
        long rows = page.items().size();
        for (String cursor = page.next(); cursor != null; cursor = page.next()) {
            page = pages.after(cursor);
            rows += page.items().size();
        }
        return rows;
    }

    private static long write(Exports exports, Pages pages, ExportFormat format, boolean signed) throws IOException {
        long[] rows = new long[1];
        Pages counted = cursor -> {
            Page page = pages.after(cursor);
            rows[0] += page.items().size();
            return page;
        };
        ExportOrder order =
                new ExportOrder(Map.of("pool", POOL.value()), null, format, signed, "benchmark", Instant.EPOCH);
        if (!(exports.begin(order, counted) instanceof Exports.Begun.Ready ready)) {
            throw new IllegalStateException("not begun");
        }
        try (Export export = ready.export()) {
            export.writeTo(OutputStream.nullOutputStream());
        }
        return rows[0];
    }
}
