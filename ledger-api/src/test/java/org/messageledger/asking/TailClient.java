package org.messageledger.asking;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messageledger.wiring.CalledLedger;
import tools.jackson.databind.JsonNode;

/** Takes server-sent events as a browser does, and knows the last id that it has seen. */
final class TailClient implements AutoCloseable {

    /** @param id of the last id before its end */
    record Event(String name, @Nullable Long id, JsonNode data) {
        boolean isFact() {
            return name.equals("message");
        }
    }

    private final HttpResponse<java.io.InputStream> answer;
    private final BufferedReader lines;
    private @Nullable Long lastId;

    private TailClient(HttpResponse<java.io.InputStream> answer, @Nullable Long lastId) {
        this.answer = answer;
        this.lastId = lastId;
        this.lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    /** Every fact, after the last id or from the leaf on. */
    static TailClient all(CalledLedger ledger, @Nullable Long from, @Nullable Long lastId) throws Exception {
        HttpRequest.Builder request = ledger.request(
                        "compliance", "/api/v1/live" + (from == null ? "" : "?from=" + from))
                .GET();
        return open(request, lastId);
    }

    /** What holds the query. */
    static TailClient some(CalledLedger ledger, String q, @Nullable Long from, @Nullable Long lastId) throws Exception {
        HttpRequest.Builder request = ledger.request("auditor", "/api/v1/live")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Asking.body(q, from == null ? "" : ",\"from\":" + from)));
        return open(request, lastId);
    }

    private static TailClient open(HttpRequest.Builder request, @Nullable Long lastId) throws Exception {
        if (lastId != null) {
            request.header("Last-Event-ID", lastId.toString());
        }
        HttpResponse<java.io.InputStream> answer = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request.build(), BodyHandlers.ofInputStream());
        return new TailClient(answer, lastId);
    }

    HttpResponse<java.io.InputStream> answer() {
        return answer;
    }

    @Nullable
    Long lastId() {
        return lastId;
    }

    /** The next event, or id. Heartbeats are passed over. */
    Event next() throws IOException {
        Event event = nextIfAny();
        if (event == null) {
            throw new EOFException("the stream has ended");
        }
        return event;
    }

    /** As above, or null at the end of the stream. */
    @Nullable
    Event nextIfAny() throws IOException {
        String name = "message";
        StringBuilder data = new StringBuilder();
        Long id = null;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("id: ")) {
                id = Long.valueOf(line.substring(4));
                lastId = id;
            } else if (line.startsWith("event: ")) {
                name = line.substring(7);
            } else if (line.startsWith("data: ")) {
                data.append(line.substring(6));
            } else if (line.isEmpty()) {
                if (!data.isEmpty()) {
                    return new Event(name, id, CalledLedger.json(data.toString()));
                }
                if (id != null) {
                    return new Event("id", id, CalledLedger.json("null"));
                }
            } else if (!line.startsWith(":")) {
                throw new IOException("no line of an event: " + line);
            }
        }
        return null;
    }

    /** The leaves of the next facts. */
    List<Long> facts(int count) throws IOException {
        List<Long> leaves = new ArrayList<>();
        while (leaves.size() < count) {
            Event event = next();
            if (event.name().equals("end")) {
                throw new IOException("ended after " + leaves + ": " + event);
            }
            if (event.isFact()) {
                leaves.add(event.data().path("leafIndex").asLong());
            }
        }
        return leaves;
    }

    /** As whoever loses the connection. */
    @Override
    public void close() throws IOException {
        lines.close();
    }
}
