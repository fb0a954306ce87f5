package org.messageledger.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;

/** What an idempotency key costs: sends and reads with one, beside those without, and when some commands come again. */
final class KeysBenchmark {

    private static final int PREPARING_CALLERS = 64;

    /** One in so many reads comes a second time. */
    private static final int AGAIN = 100;

    private final Options options;
    private final Report report;
    private final Traffic traffic = new Traffic("ours");

    KeysBenchmark(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    /** @param targets what part of the rate without keys it must be, by callers */
    void run(Database database, Path home, Map<Integer, Double> targets) throws Exception {
        int messages = options.messages();
        report.setting("messages that reads choose from", messages);
        try (OurLedger ledger = new OurLedger(database, home)) {
            ClosedLoop.each(PREPARING_CALLERS, messages, number -> ledger.send(traffic.send()));
            for (Map.Entry<Integer, Double> target : new TreeMap<>(targets).entrySet()) {
                int callers = target.getKey();
                List<Measured> sends = compare(
                        database,
                        callers,
                        List.of("sends", "sends with a key"),
                        List.of(random -> ledger.send(traffic.send()), random -> ledger.sendOnce(traffic.send())));
                report.atLeast(
                        "sends with a key / without, " + callers + " callers",
                        sends.get(1).perSecond() / sends.get(0).perSecond(),
                        target.getValue());
                List<Measured> reads = compare(
                        database,
                        callers,
                        List.of("reads", "reads with a key", "reads with a key, some of them again"),
                        List.of(
                                random -> ledger.read(traffic.read(random, messages)),
                                random -> ledger.readOnce(traffic.read(random, messages), key(random)),
                                random -> readAgain(ledger, random, messages)));
                report.ratio(
                        "reads with a key / without, " + callers + " callers",
                        reads.get(1).perSecond() / reads.get(0).perSecond());
                report.ratio(
                        "reads, some of them again / none, " + callers + " callers",
                        reads.get(2).perSecond() / reads.get(1).perSecond());
            }
        }
    }

    private void readAgain(OurLedger ledger, SplittableRandom random, int messages) {
        var read = traffic.read(random, messages);
        String key = key(random);
        ledger.readOnce(read, key);
        if (random.nextInt(AGAIN) == 0) {
            ledger.readOnce(read, key);
        }
    }

    private static String key(SplittableRandom random) {
        return new UUID(random.nextLong(), System.nanoTime()).toString();
    }

    private List<Measured> compare(Database database, int callers, List<String> names, List<ClosedLoop.Work> works)
            throws Exception {
        List<List<Measured>> rounds = new ArrayList<>();
        names.forEach(name -> rounds.add(new ArrayList<>()));
        for (int round = 0; round < options.rounds(); round++) {
            for (int i = 0; i < works.size(); i++) {
                database.settle();
                rounds.get(i).add(ClosedLoop.run(callers, options, works.get(i)));
            }
        }
        List<Measured> medians = new ArrayList<>();
        for (int i = 0; i < works.size(); i++) {
            medians.add(report.point("ours", names.get(i), callers, Measured.median(rounds.get(i))));
        }
        return medians;
    }
}
