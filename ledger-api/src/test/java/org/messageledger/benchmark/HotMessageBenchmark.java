package org.messageledger.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Everybody reads one message, beside everybody reading another. */
final class HotMessageBenchmark {

    private static final int CALLERS = 256;
    private static final double SHARE_TARGET = 0.8;

    private HotMessageBenchmark() {}

    static void run(Options options, Path home, Database database, Report report) throws Exception {
        Traffic traffic = new Traffic("hot");
        int messages = options.messages();
        try (OurLedger ledger = new OurLedger(database, home)) {
            ClosedLoop.each(CALLERS, messages, number -> ledger.send(traffic.send()));
            ClosedLoop.each(CALLERS, messages, number -> ledger.read(traffic.read(number)));
            List<Measured> hot = new ArrayList<>();
            List<Measured> different = new ArrayList<>();
            for (int round = 0; round < options.rounds(); round++) {
                database.settle();
                hot.add(ClosedLoop.run(CALLERS, options, random -> ledger.read(traffic.read(0))));
                database.settle();
                different.add(ClosedLoop.run(CALLERS, options, random -> ledger.read(traffic.read(random, messages))));
            }
            Measured one = report.point("ours", "reads of one", CALLERS, Measured.median(hot));
            Measured many = report.point("ours", "reads of " + messages, CALLERS, Measured.median(different));
            report.atLeast("one message / " + messages, one.perSecond() / many.perSecond(), SHARE_TARGET);
        }
    }
}
