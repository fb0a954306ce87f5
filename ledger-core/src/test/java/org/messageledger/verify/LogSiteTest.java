package org.messageledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same log behind a plain web server, which has moods. */
class LogSiteTest {

    @TempDir
    private Path folder;

    private final HttpServer server = serverOfThisTest();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean gzip;
    private volatile String encoding = "gzip";
    private final AtomicInteger troubles = new AtomicInteger();
    private volatile int troubleStatus = 503;
    private volatile @Nullable String retryAfter;
    private volatile Duration silence = Duration.ofSeconds(30);
    private final AtomicInteger stalls = new AtomicInteger();
    private final CountDownLatch stalled = new CountDownLatch(1);
    private volatile @Nullable String firstWaitsFor;
    private final CountDownLatch awaited = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private static HttpServer serverOfThisTest() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void start() throws IOException {
        StaticLogs.write(folder, StaticLogs.entries(300));
        server.setExecutor(threads);
        server.createContext("/logs/one/", this::serve);
        server.start();
    }

    @AfterEach
    void stop() {
        stalled.countDown();
        awaited.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/logs/one/".length());
        asked.add(path);
        if (path.equals(firstWaitsFor)) {
            awaited.countDown();
        }
        try (exchange) {
            if (firstWaitsFor != null && path.equals("tile/entries/000")) {
                await(awaited);
            }
            Path file = folder.resolve(path);
            if (troubles.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                if (retryAfter != null) {
                    exchange.getResponseHeaders().add("Retry-After", retryAfter);
                }
                exchange.sendResponseHeaders(troubleStatus, -1);
            } else if (!Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                byte[] body = Files.readAllBytes(file);
                if (gzip) {
                    body = gzipped(body);
                    exchange.getResponseHeaders().add("Content-Encoding", encoding);
                }
                exchange.sendResponseHeaders(200, body.length);
                if (path.startsWith("tile/entries/") && stalls.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    exchange.getResponseBody().write(body, 0, body.length / 2);
                    exchange.getResponseBody().flush();
                    await(stalled);
                }
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] gzipped(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        }
        return bytes.toByteArray();
    }

    private List<String> verify(String path) throws IOException, LogFault {
        URI base = URI.create("http://localhost:" + server.getAddress().getPort() + path);
        return new LogVerifier(StaticLogs.TRUST)
                .verifyLog(new LogSite(base, null, silence, Duration.ofMillis(1)), List.of(), (leaves, treeSize) -> {});
    }

    @Test
    void verifiesWhatAWebServerServes() throws Exception {
        assertThat(verify("/logs/one")).isEqualTo(StaticLogs.verify(folder));
        assertThat(asked)
                .containsOnlyOnce("tile/entries/001.p/44", "tile/0/000", "tile/1/000.p/1")
                .hasSizeLessThan(9);
    }

    @Test
    void readsGzippedAnswers() throws Exception {
        gzip = true;
        assertThat(verify("/logs/one/")).isNotEmpty();
    }

    @Test
    void refusesAnswersInAnUnknownEncoding() {
        gzip = true;
        encoding = "br";
        assertThatThrownBy(() -> verify("/logs/one/"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("unknown encoding");
    }

    @Test
    void takesTheFullTileForAPartialOneThatIsGone() throws Exception {
        byte[] checkpoint = Files.readAllBytes(folder.resolve("checkpoint"));
        StaticLogs.write(folder, StaticLogs.entries(600));
        Files.write(folder.resolve("checkpoint"), checkpoint);
        Files.delete(folder.resolve("tile/entries/001.p/44"));
        Files.delete(folder.resolve("tile/0/001.p/44"));
        assertThat(verify("/logs/one/")).isNotEmpty();
        assertThat(asked).contains("tile/entries/001.p/44", "tile/entries/001", "tile/0/001");
    }

    @Test
    void namesWhatTheServerDoesNotHave() throws IOException {
        Files.delete(folder.resolve("tile/0/000"));
        assertThatThrownBy(() -> verify("/logs/one/"))
                .isInstanceOf(LogFault.class)
                .hasMessageContaining("tile/0/000: is missing");
    }

    @Test
    void asksABusyServerAgain() throws Exception {
        troubles.set(3);
        assertThat(verify("/logs/one/")).isNotEmpty();
        assertThat(asked).startsWith("checkpoint", "checkpoint", "checkpoint", "checkpoint");
    }

    @Test
    void givesUpOnAServerThatStaysBusy() {
        troubles.set(100);
        assertThatThrownBy(() -> verify("/logs/one/"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no answer: http://localhost")
                .hasMessageContaining("status 503");
    }

    @Test
    void waitsAsLongAsABusyServerAsks() throws Exception {
        troubles.set(1);
        retryAfter = "1";
        long begun = System.nanoTime();
        assertThat(verify("/logs/one/")).isNotEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void asksAgainWhenAnAnswerFallsSilentInTheMiddle() throws Exception {
        silence = Duration.ofSeconds(2);
        stalls.set(1);
        assertThat(verify("/logs/one/")).isNotEmpty();
    }

    @Test
    void givesUpOnAServerThatAlwaysFallsSilent() {
        silence = Duration.ofMillis(300);
        stalls.set(100);
        assertThatThrownBy(() -> verify("/logs/one/"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nothing has come for");
    }

    @Test
    void hasTheNextBundlesOnTheirWayAndAsksForEachOnce() throws Exception {
        StaticLogs.write(folder, StaticLogs.entries(5_000));
        silence = Duration.ofSeconds(5);
        firstWaitsFor = "tile/entries/003";
        assertThat(verify("/logs/one/")).isEqualTo(StaticLogs.verify(folder));
        // The bundle of leaf 0 is looked at once more in the end.
        assertThat(asked.subList(0, asked.size() - 1)).doesNotHaveDuplicates();
    }

    @Test
    void doesNotInsistOnARefusal() {
        troubles.set(100);
        troubleStatus = 401;
        assertThatThrownBy(() -> verify("/logs/one/"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("status 401");
        assertThat(asked).hasSize(1);
    }

    @Test
    void readsNoFurtherThanAFileCanBeLong() throws IOException {
        Files.write(folder.resolve("tile/0/000"), new byte[100_000]);
        assertThatThrownBy(() -> verify("/logs/one/"))
                .isInstanceOf(LogFault.class)
                .hasMessageContaining("has more than 8192 bytes");
    }
}
