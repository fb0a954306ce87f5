package org.messageledger.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.messageledger.Main;

/**
 * Sends over HTTP, one a request, beside a POST of the same stack that does nothing; and in bulk, beside sends through
 * Axon in this process. Servers and load generator are processes of their own.
 */
final class HttpBenchmark {

    private static final List<Integer> CALLERS = List.of(1, 32, 256);
    private static final int WARM_UP_CALLERS = 32;
    private static final int IN_PROCESS_CALLERS = 256;
    private static final double EMPTY_SHARE_TARGET = 0.5;
    private static final double BULK_SHARE_TARGET = 0.7;
    private static final String SEND = "/api/v1/messages";

    private final Options options;
    private final Path folder;
    private final Report report;
    private final Traffic traffic = new Traffic("http");

    HttpBenchmark(Options options, Path folder, Report report) {
        this.options = options;
        this.folder = folder;
        this.report = report;
    }

    void run(PostgresServer server) throws Exception {
        try (Database database = server.create();
                HikariDataSource pool = database.pool(1);
                ServerProcess empty = new ServerProcess(EmptyEndpoint.class, folder.resolve("empty"));
                ServerProcess ledger = new ServerProcess(
                        Main.class,
                        folder.resolve("ledger"),
                        "--spring.datasource.url=" + pool.getJdbcUrl(),
                        "--spring.datasource.username=" + pool.getUsername())) {
            warmUp(ledger);
            warmUp(empty);
            for (int callers : CALLERS) {
                List<Measured> sends = new ArrayList<>();
                List<Measured> nothing = new ArrayList<>();
                for (int round = 0; round < options.rounds(); round++) {
                    database.settle();
                    sends.add(single(ledger, callers));
                    nothing.add(single(empty, callers));
                }
                Measured ours = report.point("ours over HTTP", "sends", callers, Measured.median(sends));
                Measured none = report.point("empty endpoint", "the same requests", callers, Measured.median(nothing));
                report.atLeast(
                        "sends / empty endpoint, " + callers + " callers",
                        ours.perSecond() / none.perSecond(),
                        EMPTY_SHARE_TARGET);
            }
            bulk(server, database, ledger);
        }
    }

    /** Both processes are new: as many requests for each, until their code is compiled. */
    private void warmUp(ServerProcess server) throws Exception {
        try (Callers callers = new Callers(server, WARM_UP_CALLERS)) {
            ClosedLoop.each(WARM_UP_CALLERS, options.count("warmUpRequests", 100_000), number -> callers.send());
        }
    }

    private Measured single(ServerProcess server, int count) throws Exception {
        try (Callers callers = new Callers(server, count)) {
            return ClosedLoop.run(count, options, random -> callers.send());
        }
    }

    /** Connections that are kept, one for each caller. */
    private final class Callers implements AutoCloseable {

        private final String authorization;
        private final List<HttpCaller> all = new ArrayList<>();
        private final BlockingQueue<HttpCaller> free;

        Callers(ServerProcess server, int count) throws IOException {
            authorization = server.emitter();
            for (int i = 0; i < count; i++) {
                all.add(new HttpCaller(server.port));
            }
            free = new ArrayBlockingQueue<>(count, false, all);
        }

        void send() throws IOException, InterruptedException {
            HttpCaller caller = free.take();
            byte[] body = traffic.json().getBytes(StandardCharsets.UTF_8);
            HttpCaller.Answer answer = caller.post(SEND, authorization, "application/json", body);
            if (answer.status() != 201) {
                throw new IllegalStateException("not recorded: answer=" + answer);
            }
            free.add(caller);
        }

        @Override
        public void close() throws IOException {
            for (HttpCaller caller : all) {
                caller.close();
            }
        }
    }

    private void bulk(PostgresServer server, Database database, ServerProcess ledger) throws Exception {
        int lines = options.count("lines", 50_000);
        List<Measured> bulk = new ArrayList<>();
        List<Measured> inProcess = new ArrayList<>();
        try (Database other = server.create();
                OurLedger through = new OurLedger(other, folder.resolve("in-process"))) {
            for (int round = 0; round < options.rounds(); round++) {
                database.settle();
                bulk.add(bulkRequest(ledger, lines));
                other.settle();
                inProcess.add(ClosedLoop.run(IN_PROCESS_CALLERS, options, random -> through.send(traffic.send())));
            }
        }
        report.setting("lines of a bulk request", lines);
        Measured lined = report.point("ours over HTTP", "sends in bulk", 1, Measured.median(bulk));
        Measured called = report.point("ours through Axon", "sends", IN_PROCESS_CALLERS, Measured.median(inProcess));
        report.atLeast("bulk / through Axon", lined.perSecond() / called.perSecond(), BULK_SHARE_TARGET);
    }

    /** Answers are read while lines are sent. */
    private Measured bulkRequest(ServerProcess server, int lines) throws Exception {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            body.append("{\"command\":\"SendMessage\",")
                    .append(traffic.json().substring(1))
                    .append('\n');
        }
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        try (HttpCaller caller = new HttpCaller(server.port)) {
            String authorization = server.emitter();
            long start = System.nanoTime();
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                try {
                    caller.send("/api/v1/commands", authorization, "application/x-ndjson", bytes);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            HttpCaller.Answer answer = caller.answer();
            long nanos = System.nanoTime() - start;
            sending.join();
            long recorded = answer.body()
                    .lines()
                    .filter(line -> line.contains("\"status\":201"))
                    .count();
            if (recorded != lines) {
                throw new IllegalStateException("not all recorded: recorded=" + recorded + " lines=" + lines);
            }
            return Measured.rate(lines, nanos);
        }
    }
}
