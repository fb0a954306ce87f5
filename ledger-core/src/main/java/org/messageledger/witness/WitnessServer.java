package org.messageledger.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.messageledger.checkpoint.AddCheckpoint;

/**
 * A witness's HTTP interface (c2sp.org/tlog-witness); its submission prefix and its monitoring prefix are both the root.
 * Requests are bounded in bytes, and in time: one that takes longer than 20 s is cut off, so that silent callers keep
 * no thread.
 */
public final class WitnessServer implements AutoCloseable {

    private static final String REQUEST_SECONDS_MAX = "20";

    /** As many callers may be silent before others wait; who waits is cut off as early as the silent ones. */
    private static final int THREADS = 256;

    private static final String ADD_CHECKPOINT = "/add-checkpoint";
    private static final Pattern CHECKPOINT = Pattern.compile("/([0-9a-f]{64})/checkpoint");

    static {
        // The JDK's server reads them once, when the first is made; without, it waits for ever.
        for (String bound : new String[] {"sun.net.httpserver.maxReqTime", "sun.net.httpserver.maxRspTime"}) {
            if (System.getProperty(bound) == null) {
                System.setProperty(bound, REQUEST_SECONDS_MAX);
            }
        }
    }

    private final Witness witness;
    private final Consumer<String> report;
    private final HttpServer server;
    private final ExecutorService threads;

    private WitnessServer(Witness witness, Consumer<String> report, HttpServer server, ExecutorService threads) {
        this.witness = witness;
        this.report = report;
        this.server = server;
        this.threads = threads;
    }

    /** Serves until it is closed; the witness is closed by who opened it, later. */
    public static WitnessServer start(Witness witness, InetSocketAddress address, Consumer<String> report)
            throws IOException {
        HttpServer http = HttpServer.create(address, 0);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "witness");
            thread.setDaemon(true);
            return thread;
        });
        WitnessServer server = new WitnessServer(witness, report, http, threads);
        http.setExecutor(threads);
        http.createContext("/", server::handle);
        http.start();
        return server;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer;
            try {
                answer = answer(exchange);
            } catch (RuntimeException | Error e) {
                report.accept("a bug: " + e);
                answer = Answer.refusal(500, "the witness has failed");
            }
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(answer.status(), -1);
            } else {
                exchange.sendResponseHeaders(answer.status(), body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        if (exchange.getRequestURI().getRawQuery() != null) {
            return Answer.refusal(400, "leave the query out: this has no parameters");
        }
        if (path.equals(ADD_CHECKPOINT)) {
            return allows(exchange, "POST") ? addCheckpoint(exchange) : notAllowed();
        }
        Matcher checkpoint = CHECKPOINT.matcher(path);
        if (checkpoint.matches()) {
            return allows(exchange, "GET", "HEAD") ? checkpoint(checkpoint.group(1)) : notAllowed();
        }
        return Answer.refusal(
                404, "there is nothing here; a witness has /add-checkpoint and /<origin hash>/checkpoint");
    }

    private static boolean allows(HttpExchange exchange, String... methods) {
        for (String method : methods) {
            if (method.equals(exchange.getRequestMethod())) {
                return true;
            }
        }
        exchange.getResponseHeaders().set("Allow", String.join(", ", methods));
        return false;
    }

    private static Answer notAllowed() {
        return Answer.refusal(405, "not with this method");
    }

    private Answer addCheckpoint(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(AddCheckpoint.SIZE_BYTES_MAX + 1);
        return body.length > AddCheckpoint.SIZE_BYTES_MAX
                ? Answer.refusal(413, "a request has at most " + AddCheckpoint.SIZE_BYTES_MAX + " bytes")
                : witness.addCheckpoint(body);
    }

    private Answer checkpoint(String originHash) {
        return witness.newest(originHash)
                .map(note -> Answer.text(note.toString()))
                .orElseGet(() -> Answer.refusal(404, "this witness has cosigned nothing of such a log"));
    }

    /** Takes no more requests and cuts off those under way; what was cosigned is kept, and asking again gives it again. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
