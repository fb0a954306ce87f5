package org.messageledger.wiring;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A started ledger as its callers see it: a port, and passwords in its home. */
public abstract class CalledLedger implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final Path home;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    CalledLedger(Path home) {
        this.home = home;
    }

    public abstract int port();

    /** Whatever sends its requests. */
    public HttpClient client() {
        return client;
    }

    /** A request with the user's own password. */
    public HttpRequest.Builder request(String user, String path) {
        return anonymous(path).header("Authorization", basic(user));
    }

    public HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path));
    }

    public HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    public HttpResponse<String> get(String user, String path) {
        return send(request(user, path).GET().build());
    }

    /** Posts JSON as the emitter; {@code headers} are names and values in turn. */
    public HttpResponse<String> post(String path, String body, String... headers) {
        HttpRequest.Builder request = request("emitter", path).header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.POST(BodyPublishers.ofString(body)).build());
    }

    /** Posts lines as the emitter; the answers' lines. */
    public List<JsonNode> bulk(String... lines) {
        HttpResponse<String> answer = send(request("emitter", "/api/v1/commands")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(String.join("\n", lines) + "\n"))
                .build());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("no bulk answer: " + answer.statusCode() + " " + answer.body());
        }
        return answer.body().lines().map(CalledLedger::json).toList();
    }

    public Socket socket() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port());
    }

    /** Sends these bytes, in ISO 8859-1, and reads until the server closes: the request must ask it to. */
    public String raw(String request) {
        return raw(request, false);
    }

    /** As {@link #raw}, and says that nothing more comes. */
    public String rawAndNoMore(String request) {
        return raw(request, true);
    }

    private String raw(String request, boolean noMore) {
        try (Socket socket = socket()) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            if (noMore) {
                socket.shutdownOutput();
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("no answer", e);
        }
    }

    public String basic(String user) {
        try {
            String password =
                    Files.readString(home.resolve("passwords").resolve(user)).strip();
            return "Basic "
                    + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("no password", e);
        }
    }

    public static JsonNode json(HttpResponse<String> answer) {
        return json(answer.body());
    }

    public static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    @Override
    public abstract void close();
}
