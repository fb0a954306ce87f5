package org.messageledger.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The bulk endpoint as far as its contract goes: remembers keys, answers a line per command. A request can be made to go
 * wrong first. Speaks real HTTP over a real socket.
 */
final class BulkServer implements AutoCloseable {

    static final String PASSWORD = "0123456789abcdef";

    /** What happens to one request instead of what should. */
    interface Trouble {
        void happen(BulkServer server, HttpExchange exchange) throws IOException;
    }

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Deque<Trouble> troubles = new ArrayDeque<>();
    private final Map<String, String> receipts = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();
    private int requests;

    BulkServer() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/api/v1/commands", this::take);
        http.setExecutor(threads);
        http.start();
    }

    /** Queued: each trouble is for one request. */
    BulkServer troubled(Trouble trouble) {
        troubles.add(trouble);
        return this;
    }

    static Trouble status(int status, String... headersAndValues) {
        return (server, exchange) -> {
            exchange.getRequestBody().readAllBytes();
            for (int i = 0; i < headersAndValues.length; i += 2) {
                exchange.getResponseHeaders().add(headersAndValues[i], headersAndValues[i + 1]);
            }
            byte[] problem =
                    "{\"type\":\"urn:message-ledger:problem:a-test\",\"title\":\"A title\",\"detail\":\"a detail\"}"
                            .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, problem.length);
            exchange.getResponseBody().write(problem);
        };
    }

    static Trouble answering(String body) {
        return (server, exchange) -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
        };
    }

    /** Records the whole chunk, answers some of it, and the connection breaks within the next answer. */
    static Trouble cutAfter(int answers) {
        return endedAfter(answers, 1_000_000);
    }

    /** As {@link #cutAfter}, but as if the answer were whole: a proxy that gave up, say. */
    static Trouble endedAfter(int answers) {
        return endedAfter(answers, 0);
    }

    /** Records the whole chunk and answers some of it; the other answers come once the latch is open. */
    static Trouble stallingAfter(int answers, CountDownLatch goOn) {
        return (server, exchange) -> {
            List<String> all = server.record(exchange);
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            for (String answer : all.subList(0, answers)) {
                body.write((answer + "\n").getBytes(StandardCharsets.UTF_8));
            }
            body.flush();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            for (String answer : all.subList(answers, all.size())) {
                body.write((answer + "\n").getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    private static Trouble endedAfter(int answers, long promisedBytes) {
        return (server, exchange) -> {
            StringBuilder answer = new StringBuilder();
            server.record(exchange).subList(0, answers).forEach(line -> answer.append(line)
                    .append('\n'));
            exchange.sendResponseHeaders(200, promisedBytes);
            exchange.getResponseBody().write((answer + "{\"status\":20").getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        };
    }

    private synchronized void take(HttpExchange exchange) throws IOException {
        requests++;
        Trouble trouble = troubles.poll();
        try (exchange) {
            if (trouble != null) {
                trouble.happen(this, exchange);
            } else if (!isAuthorized(exchange)) {
                status(401).happen(this, exchange);
            } else {
                String answer = String.join("\n", record(exchange)) + "\n";
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static boolean isAuthorized(HttpExchange exchange) {
        String expected =
                java.util.Base64.getEncoder().encodeToString(("emitter:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return ("Basic " + expected).equals(exchange.getRequestHeaders().getFirst("Authorization"))
                && "application/x-ndjson".equals(exchange.getRequestHeaders().getFirst("Content-Type"));
    }

    private List<String> record(HttpExchange exchange) throws IOException {
        List<String> answers = new ArrayList<>();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        for (String line : body.split("\n", -1)) {
            if (!line.isEmpty()) {
                lines.add(line);
                answers.add(answer(line));
            }
        }
        return answers;
    }

    private String answer(String line) {
        JsonNode command;
        try {
            command = JsonMapper.shared().readTree(line);
        } catch (JacksonException e) {
            return rejection("malformed", "messageId");
        }
        String kind = command.path("test").asString("");
        String key = command.path("idempotencyKey").asString();
        if (kind.equals("reject")) {
            return rejection("rule-broken", "subject");
        }
        String known = receipts.get(key);
        String receipt = known != null
                ? known
                : "{\"idempotencyKey\":\"" + key + "\",\"leafIndex\":" + (receipts.size() + 1) + "}";
        receipts.put(key, receipt);
        String replayed = known == null ? "" : ",\"replayed\":true";
        if (kind.equals("refuse")) {
            return "{\"status\":403,\"problem\":{\"type\":\"urn:message-ledger:problem:read-refused\",\"receipt\":"
                    + receipt + "}" + replayed + "}";
        }
        return "{\"status\":201,\"receipt\":" + receipt + replayed + "}";
    }

    private static String rejection(String type, String field) {
        return "{\"status\":422,\"problem\":{\"type\":\"urn:message-ledger:problem:" + type
                + "\",\"title\":\"No\",\"field\":\"" + field + "\",\"detail\":\"do it otherwise\"}}";
    }

    String url() {
        return "http://localhost:" + http.getAddress().getPort();
    }

    synchronized List<String> keys() {
        return List.copyOf(receipts.keySet());
    }

    synchronized @Nullable String receipt(String key) {
        return receipts.get(key);
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    synchronized int requests() {
        return requests;
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
