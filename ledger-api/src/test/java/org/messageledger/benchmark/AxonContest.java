package org.messageledger.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** One kind of command on Axon's own engine, opened with the settings that do best for so many callers. */
final class AxonContest {

    private static final List<Integer> CONNECTIONS = List.of(8, 16, 32, 64);

    private final Database database;
    private final Traffic traffic;
    private final Options options;
    private final boolean reads;
    private final int callers;

    /** @param traffic whose first messages have been sent */
    AxonContest(Database database, Traffic traffic, Options options, boolean reads, int callers) {
        this.database = database;
        this.traffic = traffic;
        this.options = options;
        this.reads = reads;
        this.callers = callers;
    }

    /** Each choice tried in turn, a short while; what does better is kept. */
    AxonSettings bestDocumented() throws Exception {
        List<UnaryOperator<AxonSettings>> choices = connections();
        choices.add(AxonSettings::onOtherBus);
        if (reads) {
            choices.add(AxonSettings::withOtherReads);
        }
        return best(AxonSettings.FIRST, choices);
    }

    AxonSettings bestStretched(AxonSettings documented) throws Exception {
        return best(documented.beyondDocumentation(), connections());
    }

    private List<UnaryOperator<AxonSettings>> connections() {
        List<UnaryOperator<AxonSettings>> choices = new ArrayList<>();
        if (callers > 1) {
            CONNECTIONS.forEach(connections -> choices.add(settings -> settings.withConnections(connections)));
        }
        return choices;
    }

    private AxonSettings best(AxonSettings first, List<UnaryOperator<AxonSettings>> choices) throws Exception {
        AxonSettings best = first;
        if (options.number("tune", 1) == 0) {
            return best;
        }
        double bestPerSecond = tried(best);
        for (UnaryOperator<AxonSettings> choice : choices) {
            AxonSettings other = choice.apply(best);
            double perSecond = other.equals(best) ? 0 : tried(other);
            if (perSecond > bestPerSecond) {
                best = other;
                bestPerSecond = perSecond;
            }
        }
        return best;
    }

    private double tried(AxonSettings settings) throws Exception {
        Duration time = Duration.ofMillis(options.number("tuneMillis", 2_000));
        try (AxonLedger axon = open(settings)) {
            return ClosedLoop.run(callers, time.dividedBy(4), time, random -> once(axon, random))
                    .perSecond();
        }
    }

    /** For reads with the messages that they choose from in its cache. */
    private AxonLedger open(AxonSettings settings) throws InterruptedException {
        AxonLedger axon = new AxonLedger(database, settings);
        if (reads) {
            ClosedLoop.each(settings.connections(), options.messages(), number -> axon.load(traffic.message(number)));
        }
        return axon;
    }

    /** Opened anew: another one may have changed what its cache holds. */
    Measured measure(AxonSettings settings) throws Exception {
        try (AxonLedger axon = open(settings)) {
            database.settle();
            return ClosedLoop.run(callers, options, random -> once(axon, random));
        }
    }

    private void once(AxonLedger axon, SplittableRandom random) {
        if (reads) {
            axon.read(traffic.read(random, options.messages()));
        } else {
            axon.send(traffic.send());
        }
    }
}
