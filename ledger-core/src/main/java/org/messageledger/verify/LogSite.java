package org.messageledger.verify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.messageledger.tree.TilePath;

/**
 * A log on a web server. Asks again, for about a minute, when the server is busy or silent or the connection breaks. What is
 * {@link #expect expected} is on its way while something else is looked at.
 */
public final class LogSite implements LogFiles {

    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration RETRY_AFTER_MAX = Duration.ofSeconds(60);
    private static final int TRIES = 6;
    private static final int EXPECTED_MAX = 8;

    private final URI base;
    private final Duration silence;
    private final Duration pause;
    private final HttpClient client;
    private final @Nullable String authorization;
    private final FileBytes bytes = new FileBytes();
    private boolean everAnswered;

    private final Map<String, Arrival> expected = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Arrival> eldest) {
            boolean tooMany = size() > EXPECTED_MAX;
            if (tooMany) {
                eldest.getValue().cancel();
            }
            return tooMany;
        }
    };

    /**
     * A log at an address.
     *
     * @param base what {@code checkpoint} and {@code tile/} stand behind; http or https
     * @param authorization value of the header of that name, sent to nobody else: no redirect is followed then; null for a
     *     log that is open to everybody
     */
    public LogSite(URI base, @Nullable String authorization) {
        this(base, authorization, SILENCE, Duration.ofSeconds(1));
    }

    LogSite(URI base, @Nullable String authorization, Duration silence, Duration pause) {
        this.authorization = authorization;
        this.client = HttpClient.newBuilder()
                .connectTimeout(silence)
                .followRedirects(authorization == null ? HttpClient.Redirect.NORMAL : HttpClient.Redirect.NEVER)
                .build();
        this.base = base.getPath().endsWith("/") ? base : URI.create(base + "/");
        this.silence = silence;
        this.pause = pause;
    }

    @Override
    public void expect(TilePath path, int bytesMax) {
        String name = path.toString();
        if (!expected.containsKey(name)) {
            expected.put(name, ask(name, bytesMax));
        }
    }

    private Arrival ask(String path, int bytesMax) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(silence).header("Accept-Encoding", "gzip, identity");
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        // What gzip cannot make smaller it makes a little larger.
        return new Arrival(client, request.build(), bytesMax + bytesMax / 1000 + 100);
    }

    @Override
    public @Nullable FileBytes read(String path, int bytesMax) throws IOException {
        Arrival arrival = expected.remove(path);
        for (int tries = 1; ; tries++) {
            try {
                return readOnce(arrival == null ? ask(path, bytesMax) : arrival, base.resolve(path), bytesMax);
            } catch (RefusedException | InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                if (!everAnswered && e instanceof ConnectException) {
                    throw new IOException("nobody answers: " + base.resolve(path), e);
                }
                if (tries == TRIES) {
                    throw new IOException("no answer: " + base.resolve(path) + ": " + e.getMessage(), e);
                }
                rest(tries, e);
            }
            arrival = null;
        }
    }

    private @Nullable FileBytes readOnce(Arrival arrival, URI from, int bytesMax) throws IOException {
        HttpResponse<byte[]> answer = arrival.await(silence);
        everAnswered = true;
        int status = answer.statusCode();
        if (status == 404 || status == 410) {
            return null;
        }
        if (status == 429 || status >= 500) {
            throw new BusyException(status, answer.headers().firstValue("Retry-After"));
        }
        if (status != 200) {
            throw new RefusedException("refused: " + from + ": status " + status);
        }
        String encoding = answer.headers().firstValue("Content-Encoding").orElse("identity");
        ByteArrayInputStream body = new ByteArrayInputStream(answer.body());
        return switch (encoding) {
            case "identity" -> bytes.readFrom(body, bytesMax);
            case "gzip" -> bytes.readFrom(new GZIPInputStream(body), bytesMax);
            default -> throw new RefusedException("an answer of unknown encoding: " + from);
        };
    }

    /** 1, 4, 9, 16, 25 seconds, or what a busy server asks for. */
    private void rest(int tries, IOException trouble) throws IOException {
        Duration ours = pause.multipliedBy((long) tries * tries);
        Duration asked = trouble instanceof BusyException busy ? busy.retryAfter(RETRY_AFTER_MAX) : Duration.ZERO;
        try {
            TimeUnit.NANOSECONDS.sleep(Math.max(ours.toNanos(), asked.toNanos()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        }
    }

    /** Asking again would not help. */
    private static final class RefusedException extends IOException {
        RefusedException(String message) {
            super(message);
        }
    }
}
