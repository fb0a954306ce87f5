package org.messageledger.benchmark;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** Runs the benchmarks named by the arguments, all when there is none. Databases lie on the disk of the sources. */
final class Benchmarks {

    private static final Map<Integer, Double> APPEND_TARGETS = Map.of(1, 0.9, 32, 5.0, 256, 10.0);

    private static final Map<Integer, Double> KEYS_TARGETS = Map.of(1, 0.0, 32, 0.0, 256, 0.85);

    private static final Map<Integer, Double> H2_TARGETS = Map.of(32, 1.8, 256, 2.5);

    private final Map<String, Benchmark> all = new LinkedHashMap<>();
    private final Options options;
    private final Path folder;
    private final PrintStream out;

    private interface Benchmark {
        void run(String name) throws Exception;
    }

    /** @param folder for databases, keys and logs; goes with the benchmark */
    Benchmarks(Options options, Path folder, PrintStream out) {
        this.options = options;
        this.folder = folder;
        this.out = out;
        all.put("append", this::append);
        all.put("keys", this::keys);
        all.put("floor", this::floor);
        all.put("hot", this::hot);
        all.put("http", this::http);
        all.put("growth", this::growth);
        all.put("view", this::view);
        all.put("answers", this::answers);
        all.put("export", this::export);
        all.put("h2", this::h2);
        all.put("verify", this::verify);
        all.put("fsck", this::fsck);
    }

    public static void main(String[] arguments) throws Exception {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
        new Benchmarks(Options.of(arguments), Path.of("target", "benchmark"), System.out).run();
    }

    void run() throws Exception {
        Set<String> names = options.names().isEmpty() ? all.keySet() : options.names();
        if (!all.keySet().containsAll(names)) {
            throw new IllegalArgumentException("benchmarks are: " + all.keySet());
        }
        for (String name : names) {
            remove(folder);
            try {
                all.getOrDefault(name, unused -> {}).run(name);
            } finally {
                remove(folder);
            }
        }
    }

    private void append(String name) throws Exception {
        try (PostgresServer server = new PostgresServer(folder);
                Database ours = server.create();
                Database axon = AxonTables.onPostgres(server.create())) {
            Report report = new Report(name, server.settings());
            new AppendBenchmark(options, folder, report, true).run(ours, axon, APPEND_TARGETS);
            report.print(out);
        }
    }

    private void keys(String name) throws Exception {
        try (PostgresServer server = new PostgresServer(folder);
                Database database = server.create()) {
            Report report = new Report(name, server.settings());
            new KeysBenchmark(options, report).run(database, folder, KEYS_TARGETS);
            report.print(out);
        }
    }

    private void floor(String name) throws Exception {
        try (PostgresServer server = new PostgresServer(folder)) {
            Report report = new Report(name, server.settings());
            new FloorAndCeilingBenchmark(server, options, folder).run(report);
            report.print(out);
        }
    }

    private void hot(String name) throws Exception {
        try (PostgresServer server = new PostgresServer(folder);
                Database database = server.create()) {
            Report report = new Report(name, server.settings());
            HotMessageBenchmark.run(options, folder, database, report);
            report.print(out);
        }
    }

    private void http(String name) throws Exception {
        try (PostgresServer server = new PostgresServer(folder)) {
            Report report = new Report(name, server.settings());
            new HttpBenchmark(options, folder, report).run(server);
            report.print(out);
        }
    }

    private void growth(String name) throws Exception {
        try (PostgresServer server = new PostgresServer(folder)) {
            Report report = new Report(name, server.settings());
            new GrowthBenchmark(options, report).run(server, folder);
            report.print(out);
        }
    }

    private void view(String name) throws Exception {
        try (PostgresServer server = new PostgresServer(folder);
                Database database = server.create()) {
            Report report = new Report(name, server.settings());
            new ViewBenchmark(options, report).run(folder, database);
            report.print(out);
        }
    }

    private void answers(String name) throws Exception {
        try (PostgresServer server = new PostgresServer(folder)) {
            Report report = new Report(name, server.settings());
            new AnswersBenchmark(options, report).run(server, folder);
            report.print(out);
        }
    }

    private void export(String name) throws Exception {
        try (PostgresServer server = new PostgresServer(folder)) {
            Report report = new Report(name, server.settings());
            new ExportBenchmark(options, report).run(server, folder);
            report.print(out);
        }
    }

    private void h2(String name) throws Exception {
        try (Database ours = H2Database.ours(folder.resolve("ours"));
                Database axon = AxonTables.onH2(H2Database.undelayed(folder.resolve("axon")))) {
            Report report = new Report(name, "H2, ours synced after each batch, Axon's WRITE_DELAY=0 and never synced");
            new AppendBenchmark(options, folder, report, false).run(ours, axon, H2_TARGETS);
            report.print(out);
        }
    }

    private void verify(String name) throws Exception {
        Report report = new Report(name, "files of a static log, read from the page cache");
        new VerifyBenchmark(options, folder).run(report);
        report.print(out);
    }

    private void fsck(String name) throws Exception {
        try (PostgresServer server = new PostgresServer(folder);
                Database database = server.create()) {
            Report report = new Report(name, server.settings());
            new FsckBenchmark(options, folder, report).run(database);
            report.print(out);
        }
    }

    private static void remove(Path folder) {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
