package org.messageledger.cosigning;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.checkpoint.AddCheckpoint;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.Cosignature;
import org.messageledger.checkpoint.LogKey;
import org.messageledger.checkpoint.StrictBase64;
import org.messageledger.checkpoint.TlogPolicy;
import org.messageledger.cosigning.Reply.Cosigned;
import org.messageledger.cosigning.Reply.OtherSize;
import org.messageledger.cosigning.Reply.ProofRefused;
import org.messageledger.cosigning.Reply.Trouble;
import org.messageledger.tree.Hash;
import org.messageledger.tree.TreeHead;

/** What is made of whatever a witness answers. */
@SuppressWarnings("NullAway.Init") // made before each test
class WitnessClientTest {

    private static final String NAME = "witness.example/w1";
    private static final LogKey WITNESS = LogKey.generate(new SecureRandom());
    private static final LogKey OTHER = LogKey.generate(new SecureRandom());
    private static final LogKey LOG = LogKey.generate(new SecureRandom());
    private static final Checkpoint CHECKPOINT = new Checkpoint("log.example", new TreeHead(7, Hash.of(new byte[32])));
    private static final AddCheckpoint REQUEST =
            new AddCheckpoint(3, List.of(Hash.of(new byte[32])), CHECKPOINT.sign(LOG));
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration IMPATIENCE = Duration.ofMillis(300);

    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicReference<String> asked = new AtomicReference<>("");
    private HttpServer server;
    private HttpHandler handler = exchange -> answer(exchange, 500, "text/plain", "");

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/w1/add-checkpoint", exchange -> {
            try (exchange) {
                asked.set(exchange.getRequestMethod() + " "
                        + exchange.getRequestHeaders().getFirst("Authorization") + "\n"
                        + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                handler.handle(exchange);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private Reply ask(Duration patience) throws InterruptedException {
        String url = "http://me:secret@localhost:" + server.getAddress().getPort() + "/w1";
        WitnessAddress address = WitnessAddress.of(new TlogPolicy.Party(WITNESS.cosigner(NAME), url));
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return new WitnessClient(address, http, patience, closed).add(REQUEST);
    }

    private Reply answered(int status, String type, String body) throws InterruptedException {
        handler = exchange -> answer(exchange, status, type, body);
        return ask(PATIENCE);
    }

    private void trouble(Reply reply, String words) {
        assertThat(reply).isInstanceOf(Trouble.class);
        assertThat(((Trouble) reply).words()).contains(words).doesNotContain("secret");
    }

    private static String line(LogKey key, String name, long time) {
        return Cosignature.sign(CHECKPOINT, name, key, time).signature().toString();
    }

    @Test
    void takesASignatureOfTheWitness() throws Exception {
        String lines = line(OTHER, "other.example", 5) + line(WITNESS, NAME, 9);
        Reply reply = answered(200, "text/plain", lines);

        assertThat(reply).isInstanceOf(Cosigned.class);
        Cosignature cosignature = ((Cosigned) reply).cosignature();
        assertThat(cosignature.epochSeconds()).isEqualTo(9);
        assertThat(cosignature.witness()).isEqualTo(WITNESS.cosigner(NAME));
        assertThat(asked.get())
                .isEqualTo("POST Basic bWU6c2VjcmV0\n" + new String(REQUEST.toBytes(), StandardCharsets.UTF_8));
    }

    @Test
    void takesNoSignatureWithoutATime() throws Exception {
        byte[] signature =
                WITNESS.sign(("cosignature/v1\ntime 0\n" + CHECKPOINT.toText()).getBytes(StandardCharsets.UTF_8));
        byte[] timeless = ByteBuffer.allocate(4 + Long.BYTES + signature.length)
                .put(WITNESS.cosigner(NAME).keyId())
                .putLong(0)
                .put(signature)
                .array();
        trouble(
                answered(200, "text/plain", "— " + NAME + " " + StrictBase64.encode(timeless) + "\n"),
                "leaves the time out");
    }

    @Test
    void takesNoOtherSignature() throws Exception {
        trouble(answered(200, "text/plain", line(OTHER, "other.example", 5)), "without a signature of the key");
        trouble(answered(200, "text/plain", line(OTHER, NAME, 5)), "without a signature of the key");
        trouble(answered(200, "text/plain", ""), "something else than signatures");
        trouble(answered(200, "text/plain", "thanks\n"), "something else than signatures");
        trouble(answered(200, "text/plain", line(WITNESS, NAME, 5).strip()), "something else than signatures");
        trouble(answered(200, "text/plain", "\n" + line(WITNESS, NAME, 5)), "something else than signatures");
        String moved = Cosignature.sign(
                        new Checkpoint("log.example", new TreeHead(8, Hash.of(new byte[32]))), NAME, WITNESS, 5)
                .signature()
                .toString();
        trouble(answered(200, "text/plain", moved), "a wrong signature");
        trouble(answered(200, "text/plain", line(WITNESS, NAME, 5) + moved), "a wrong signature");
    }

    @Test
    void hearsWhichSizeTheWitnessHas() throws Exception {
        assertThat(answered(409, "text/x.tlog.size", "12\n")).isEqualTo(new OtherSize(12));
        assertThat(answered(409, "text/x.tlog.size", "0\n")).isEqualTo(new OtherSize(0));
        for (String body : List.of("12", "012\n", "-1\n", "12\n\n", "", "9999999999999999999\n")) {
            trouble(answered(409, "text/x.tlog.size", body), "409 without saying");
        }
        trouble(answered(409, "text/plain", "12\n"), "409 without saying");
        assertThat(answered(422, "text/plain", "no\n")).isEqualTo(new ProofRefused());
    }

    @ParameterizedTest
    @CsvSource({
        "400, malformed",
        "403, does not take the log's signature",
        "404, does not know this log",
        "413, status 413",
        "429, status 429",
        "500, status 500",
        "503, status 503",
        "302, status 302",
        "204, status 204"
    })
    void saysWhatIsWrong(int status, String words) throws Exception {
        handler = exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            answer(exchange, status, "text/plain", "");
        };
        trouble(ask(PATIENCE), words);
    }

    @Test
    void readsOnlySoMuch() throws Exception {
        trouble(answered(200, "text/plain", "a".repeat((1 << 18) + 1)), "more than 262144 bytes");
    }

    @Test
    void waitsOnlySoLongForAnAnswerToBegin() throws Exception {
        handler = exchange -> awaitOver();
        trouble(ask(IMPATIENCE), "has not answered within 300 ms");
    }

    @Test
    void waitsOnlySoLongForAnAnswerToEnd() throws Exception {
        handler = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            body.write("— ".getBytes(StandardCharsets.UTF_8));
            body.flush();
            awaitOver();
        };
        trouble(ask(IMPATIENCE), "has not answered within 300 ms");
    }

    private void awaitOver() throws IOException {
        try {
            assertThat(over.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void waitsForNobodyOnceItIsClosed() throws Exception {
        handler = exchange -> {
            closed.complete(null);
            awaitOver();
        };
        long start = System.nanoTime();
        trouble(ask(Duration.ofMinutes(1)), "was not waited for");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void saysThatNobodyAnswers(boolean breaks) throws Exception {
        if (breaks) {
            handler = HttpExchange::close;
            trouble(ask(PATIENCE), "breaks the connection");
        } else {
            server.stop(0);
            trouble(ask(PATIENCE), "cannot be reached");
        }
    }
}
