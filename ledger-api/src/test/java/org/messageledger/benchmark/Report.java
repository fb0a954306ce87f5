package org.messageledger.benchmark;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The result of one benchmark: a table for people, a JSON line for machines. */
final class Report {

    private final String benchmark;
    private final String database;
    private final Map<String, Object> setting = new LinkedHashMap<>();
    private final List<Point> points = new ArrayList<>();
    private final Map<String, Double> ratios = new LinkedHashMap<>();
    private final Map<String, String> targets = new LinkedHashMap<>();
    private boolean met = true;

    private record Point(
            String contender, String what, int callers, double perSecond, double p50Millis, double p99Millis) {}

    Report(String benchmark, String database) {
        this.benchmark = benchmark;
        this.database = database;
    }

    /** What a figure depends on. */
    void setting(String name, Object value) {
        setting.put(name, value instanceof Number ? value : value.toString());
    }

    Measured point(String contender, String what, int callers, Measured measured) {
        points.add(new Point(
                contender,
                what,
                callers,
                round(measured.perSecond()),
                round(measured.p50Millis()),
                round(measured.p99Millis())));
        return measured;
    }

    /** A ratio that nothing is asked of. */
    void ratio(String name, double value) {
        ratios.put(name, round(value));
    }

    void atLeast(String name, double value, double target) {
        judge(name, value, ">= " + target, value >= target);
    }

    void atMost(String name, double value, double target) {
        judge(name, value, "<= " + target, value <= target);
    }

    void below(String name, double value, double limit) {
        judge(name, value, "< " + limit, value < limit);
    }

    private void judge(String name, double value, String target, boolean holds) {
        ratio(name, value);
        targets.put(name, target + (holds ? ": met" : ": missed"));
        met &= holds;
    }

    private static double round(double value) {
        double scale = value >= 100 ? 1 : value >= 10 ? 10 : 1_000;
        return Math.round(value * scale) / scale;
    }

    void print(PrintStream out) {
        out.printf(Locale.ROOT, "%n%s on %s%n", benchmark, database);
        setting.forEach((name, value) -> out.printf(Locale.ROOT, "  %s: %s%n", name, value));
        out.printf(
                Locale.ROOT, "  %-34s %-22s %7s %12s %10s %10s%n", "", "", "callers", "per second", "p50 ms", "p99 ms");
        for (Point point : points) {
            out.printf(
                    Locale.ROOT,
                    "  %-34s %-22s %7d %,12.0f %10.2f %10.2f%n",
                    point.contender(),
                    point.what(),
                    point.callers(),
                    point.perSecond(),
                    point.p50Millis(),
                    point.p99Millis());
        }
        ratios.forEach((name, value) ->
                out.printf(Locale.ROOT, "  %-57s %12.3f  %s%n", name, value, targets.getOrDefault(name, "")));
        out.println(new JsonMapper().writeValueAsString(json()));
        out.flush();
    }

    private Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("benchmark", benchmark);
        json.put("database", database);
        json.put("machine", Machine.description());
        json.put("commit", Machine.commit());
        json.put("setting", setting);
        json.put("points", points);
        json.put("ratios", ratios);
        json.put("targets", targets);
        json.put("met", met);
        return json;
    }
}
