package org.messageledger.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sends, then reads of random earlier messages, through Axon's command bus: ours beside Axon's own storage engine. */
final class AppendBenchmark {

    private static final int PREPARING_CALLERS = 64;

    private final Options options;
    private final Path home;
    private final Report report;
    private final boolean lowerP99;
    private final Traffic ourTraffic = new Traffic("ours");
    private final Traffic axonTraffic = new Traffic("axon");

    /** @param lowerP99 whether our p99 must be lower where there are several callers */
    AppendBenchmark(Options options, Path home, Report report, boolean lowerP99) {
        this.options = options;
        this.home = home;
        this.report = report;
        this.lowerP99 = lowerP99;
    }

    /**
     * @param axon has Axon's tables
     * @param targets how many times Axon's rate ours must be, by callers
     */
    void run(Database ours, Database axon, Map<Integer, Double> targets) throws Exception {
        int messages = options.messages();
        report.setting("messages that reads choose from", messages);
        try (AxonLedger filled = new AxonLedger(axon, AxonSettings.FIRST)) {
            ClosedLoop.each(PREPARING_CALLERS, messages, number -> filled.send(axonTraffic.send()));
        }
        try (OurLedger ledger = new OurLedger(ours, home)) {
            ClosedLoop.each(PREPARING_CALLERS, messages, number -> ledger.send(ourTraffic.send()));
            report.setting("bytes of an entry, message sent", ledger.entryBytes());
            ClosedLoop.each(PREPARING_CALLERS, messages, number -> ledger.read(ourTraffic.read(number)));
            report.setting("bytes of an entry, message read", ledger.entryBytes());
            for (int callers : targets.keySet().stream().sorted().toList()) {
                double target = targets.getOrDefault(callers, 0.0);
                compare(
                        "sends",
                        callers,
                        target,
                        ours,
                        random -> ledger.send(ourTraffic.send()),
                        contest(axon, false, callers));
                compare(
                        "reads",
                        callers,
                        target,
                        ours,
                        random -> ledger.read(ourTraffic.read(random, messages)),
                        contest(axon, true, callers));
                ours.settle();
                report.point(
                        "ours",
                        "sends with a key",
                        callers,
                        ClosedLoop.run(callers, options, random -> ledger.sendOnce(ourTraffic.send())));
            }
        }
    }

    private AxonContest contest(Database axon, boolean reads, int callers) {
        return new AxonContest(axon, axonTraffic, options, reads, callers);
    }

    private void compare(
            String what, int callers, double target, Database database, ClosedLoop.Work ours, AxonContest axons)
            throws Exception {
        AxonSettings documented = axons.bestDocumented();
        AxonSettings stretched = axons.bestStretched(documented);
        String name = what + ", " + callers + " callers: ";
        report.setting(name + "Axon's", documented);
        report.setting(name + "Axon's, stretched", stretched);
        List<Measured> our = new ArrayList<>();
        List<Measured> axon = new ArrayList<>();
        List<Measured> stretch = new ArrayList<>();
        for (int round = 0; round < options.rounds(); round++) {
            database.settle();
            our.add(ClosedLoop.run(callers, options, ours));
            axon.add(axons.measure(documented));
            stretch.add(axons.measure(stretched));
        }
        Measured us = report.point("ours", what, callers, Measured.median(our));
        Measured them = report.point("Axon's engine", what, callers, Measured.median(axon));
        Measured beyond = report.point("Axon's engine, stretched", what, callers, Measured.median(stretch));
        report.atLeast(name + "ours / Axon's", us.perSecond() / them.perSecond(), target);
        double p99 = us.p99Millis() / them.p99Millis();
        if (lowerP99 && callers > 1) {
            report.below(name + "ours / Axon's, p99", p99, 1);
        } else {
            report.ratio(name + "ours / Axon's, p99", p99);
        }
        report.ratio(name + "ours / Axon's, stretched", us.perSecond() / beyond.perSecond());
    }
}
