package org.messageledger.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The ledger's bulk endpoint. One request at a time; a request is written whole before its answer is read, so chunks must
 * stay small against the buffers between here and there.
 */
final class BulkEndpoint {

    private static final Duration CONNECT_MAX = Duration.ofSeconds(10);
    private static final Duration ANSWER_MAX = Duration.ofMinutes(2);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_MAX)
            .build();
    private final URI commands;
    private final String user;
    private final String authorization;

    BulkEndpoint(URI base, Password password) {
        String text = base.toString();
        this.commands = URI.create((text.endsWith("/") ? text : text + "/") + "api/v1/commands");
        this.user = password.user();
        this.authorization = password.authorization();
    }

    /** Hears each answer as it comes; a request that breaks off has been heard so far. */
    interface Listener {
        void answered(int index, Answer answer) throws IOException;
    }

    /**
     * Sends the chunk and hears an answer to every command.
     *
     * @throws TryAgain when the same chunk may do better later
     * @throws ImportFailure when it will not
     */
    void post(Chunk chunk, Listener listener) throws TryAgain, IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(commands)
                .timeout(ANSWER_MAX)
                .header("Authorization", authorization)
                .header("Content-Type", "application/x-ndjson")
                .header("Accept", "application/x-ndjson, application/problem+json")
                .POST(BodyPublishers.ofByteArray(chunk.body()))
                .build();
        HttpResponse<InputStream> response = exchange(request);
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                refuse(response, problem(body));
            }
            hear(body, chunk.size(), listener);
        }
    }

    private HttpResponse<InputStream> exchange(HttpRequest request)
            throws TryAgain, ImportFailure, InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofInputStream());
        } catch (IOException e) {
            failIfNeverReachable(e);
            String what = e instanceof ConnectException ? "no ledger listens at " : "the connection broke off to ";
            throw new TryAgain(what + commands, Duration.ZERO);
        }
    }

    private static void hear(InputStream body, int expected, Listener listener) throws TryAgain, IOException {
        CompletableFuture<Void> silence =
                new CompletableFuture<Void>().completeOnTimeout(null, ANSWER_MAX.toSeconds(), TimeUnit.SECONDS);
        CompletableFuture<Void> closing = silence.thenRun(() -> closeQuietly(body));
        try {
            BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
            int heard = 0;
            for (String line = next(lines); line != null; line = next(lines)) {
                if (heard == expected) {
                    throw new ImportFailure("the server answered more lines than it was sent");
                }
                listener.answered(heard, answer(line, lines));
                heard++;
            }
            if (heard < expected) {
                throw new TryAgain("the answer ended after " + heard + " of " + expected + " lines", Duration.ZERO);
            }
        } finally {
            closing.cancel(false);
            silence.cancel(false);
        }
    }

    /** The beginning of an answer at the end of the stream is a stream that was cut; anything else is no ledger. */
    private static Answer answer(String line, BufferedReader lines) throws TryAgain, ImportFailure {
        try {
            return Answer.parse(line);
        } catch (ImportFailure e) {
            if (e.getCause() != null && line.startsWith("{") && next(lines) == null) {
                throw new TryAgain("the connection broke off in the answer", Duration.ZERO);
            }
            throw e;
        }
    }

    private static @Nullable String next(BufferedReader lines) throws TryAgain {
        try {
            return lines.readLine();
        } catch (IOException e) {
            throw new TryAgain("the connection broke off in the answer", Duration.ZERO);
        }
    }

    private static void closeQuietly(InputStream body) {
        try {
            body.close();
        } catch (IOException alreadyBroken) {
            // the reader sees the break and tells it
        }
    }

    /** An address that cannot be right is told at once; a ledger that is away may come back. */
    private void failIfNeverReachable(IOException failure) throws ImportFailure {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException || cause instanceof SSLException) {
                throw new ImportFailure("cannot connect to " + commands + ": " + cause, failure);
            }
        }
    }

    private void refuse(HttpResponse<?> response, String problem) throws TryAgain, ImportFailure {
        int status = response.statusCode();
        throw switch (status) {
            case 429, 502, 503, 504 ->
                throw new TryAgain("the ledger is not ready: status " + status + problem, retryAfter(response));
            case 401 ->
                new ImportFailure("the ledger does not accept user " + user
                        + " with this password: check --user and --password-file" + problem);
            case 403 ->
                new ImportFailure("user " + user + " may not record: it needs the role emitter (--user)" + problem);
            case 404 -> new ImportFailure("no ledger answers at " + commands + ": check --url" + problem);
            default -> new ImportFailure("the ledger refuses the request: status " + status + problem);
        };
    }

    private static String problem(InputStream body) throws TryAgain {
        try {
            Answer.Problem problem = Answer.Problem.of(JSON.readTree(body.readNBytes(100_000)));
            return problem.title().isEmpty() ? "" : ": " + problem;
        } catch (JacksonException noProblemJson) {
            return "";
        } catch (IOException e) {
            throw new TryAgain("the connection broke off in the answer", Duration.ZERO);
        }
    }

    /** RFC 9110 section 10.2.3 in its form of seconds; the form of a date counts as nothing asked for. */
    private static Duration retryAfter(HttpResponse<?> response) {
        String seconds = response.headers().firstValue("Retry-After").orElse("");
        return seconds.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : Duration.ZERO;
    }
}
