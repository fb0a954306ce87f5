package org.messageledger.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A log on a web server. Asks again, a few times, when the server is busy or the connection breaks. */
public final class LogSite implements LogFiles {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int TRIES = 4;

    private final URI base;
    private final Duration pause;
    private final HttpClient client;
    private final @Nullable String authorization;
    private final FileBytes bytes = new FileBytes();

    /**
     * A log at an address.
     *
     * @param base what {@code checkpoint} and {@code tile/} stand behind; http or https
     * @param authorization value of the header of that name, sent to nobody else: no redirect is followed then; null for a
     *     log that is open to everybody
     */
    public LogSite(URI base, @Nullable String authorization) {
        this(base, authorization, Duration.ofSeconds(1));
    }

    LogSite(URI base, @Nullable String authorization, Duration pause) {
        this.authorization = authorization;
        this.client = HttpClient.newBuilder()
                .connectTimeout(TIMEOUT)
                .followRedirects(authorization == null ? HttpClient.Redirect.NORMAL : HttpClient.Redirect.NEVER)
                .build();
        this.base = base.getPath().endsWith("/") ? base : URI.create(base + "/");
        this.pause = pause;
    }

    @Override
    public @Nullable FileBytes read(String path, int bytesMax) throws IOException {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT).header("Accept-Encoding", "gzip, identity");
        HttpRequest request =
                (authorization == null ? builder : builder.header("Authorization", authorization)).build();
        for (int tries = 1; ; tries++) {
            try {
                return readOnce(request, bytesMax);
            } catch (RefusedException e) {
                throw e;
            } catch (ConnectException e) {
                throw new IOException("nobody answers: " + request.uri(), e);
            } catch (IOException e) {
                if (tries == TRIES) {
                    throw new IOException("no answer: " + request.uri() + ": " + e.getMessage(), e);
                }
                rest(tries);
            }
        }
    }

    private @Nullable FileBytes readOnce(HttpRequest request, int bytesMax) throws IOException {
        HttpResponse<InputStream> response = send(request);
        try (InputStream body = response.body()) {
            int status = response.statusCode();
            if (status == 404 || status == 410) {
                return null;
            }
            if (status == 429 || status >= 500) {
                throw new IOException("status " + status);
            }
            if (status != 200) {
                throw new RefusedException("refused: " + request.uri() + ": status " + status);
            }
            String encoding = response.headers().firstValue("Content-Encoding").orElse("identity");
            return switch (encoding) {
                case "identity" -> bytes.readFrom(body, bytesMax);
                case "gzip" -> bytes.readFrom(new GZIPInputStream(body), bytesMax);
                default -> throw new RefusedException("an answer of unknown encoding: " + request.uri());
            };
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private void rest(int tries) throws IOException {
        try {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos() * tries * tries);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted");
    }

    /** Asking again would not help. */
    private static final class RefusedException extends IOException {
        RefusedException(String message) {
            super(message);
        }
    }
}
