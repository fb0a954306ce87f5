package org.messageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.checkpoint.AddCheckpoint;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.LogKey;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.checkpoint.WitnessPolicy;
import org.messageledger.tree.ConsistencyProof;
import org.messageledger.tree.Hash;
import org.messageledger.tree.RightEdge;
import org.messageledger.tree.TreeHasher;

/** A witness as people run it. */
class WitnessCommandTest {

    private static final String ORIGIN = "log.example/one";
    private static final LogKey LOG = LogKey.generate(new SecureRandom());
    private static final VerifierKey VKEY = LOG.verifier(ORIGIN);
    private static final int KILLS = 6;

    @TempDir
    Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static Hash node(int height, long index, String entry) {
        return height == 0
                ? TreeHasher.leaf((entry + index).getBytes(StandardCharsets.UTF_8))
                : TreeHasher.node(node(height - 1, 2 * index, entry), node(height - 1, 2 * index + 1, entry));
    }

    /** @param entry what all entries of this history begin with */
    private static AddCheckpoint request(int oldSize, int size, String entry) {
        Checkpoint checkpoint = new Checkpoint(
                ORIGIN,
                RightEdge.of(size, (height, index) -> node(height, index, entry))
                        .head());
        List<Hash> proof = oldSize == 0
                ? List.of()
                : ConsistencyProof.prove(oldSize, size, (height, index) -> node(height, index, entry))
                        .hashes();
        return new AddCheckpoint(oldSize, proof, checkpoint.sign(LOG));
    }

    private HttpResponse<String> add(URI witness, AddCheckpoint request) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(witness.resolve("add-checkpoint"))
                        .timeout(Duration.ofSeconds(30))
                        .POST(BodyPublishers.ofByteArray(request.toBytes()))
                        .build(),
                BodyHandlers.ofString());
    }

    private int shownSize(WitnessProcess witness) throws Exception {
        String hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(ORIGIN.getBytes(StandardCharsets.UTF_8)));
        HttpResponse<byte[]> shown = client.send(
                HttpRequest.newBuilder(witness.address().resolve(hash + "/checkpoint"))
                        .build(),
                BodyHandlers.ofByteArray());
        if (shown.statusCode() == 404) {
            return 0;
        }
        SignedNote note = SignedNote.parse(shown.body());
        assertThat(WitnessPolicy.of(1, List.of(witness.key())).check(note).isEnough())
                .isTrue();
        return (int) Checkpoint.verify(note, List.of(VKEY)).head().size();
    }

    /** Killed in the middle of its work, again and again: nothing that it has said is forgotten. */
    @Test
    void neverForgetsWhatItHasCosigned() throws Exception {
        Path home = folder.resolve("home");
        Random random = new Random(7);
        AtomicInteger cosigned = new AtomicInteger();
        VerifierKey key = null;
        for (int kill = 0; kill <= KILLS; kill++) {
            try (WitnessProcess witness = WitnessProcess.start(home, 0, VKEY)) {
                assertThat(key == null || key.equals(witness.key())).isTrue();
                key = witness.key();
                int size = shownSize(witness);
                // The last one may have been kept and not been told any more.
                assertThat(size).isBetween(cosigned.get(), cosigned.get() + 1);
                cosigned.set(size);
                if (size > 0) {
                    assertThat(add(witness.address(), request(size, size, "another "))
                                    .statusCode())
                            .isEqualTo(422);
                    assertThat(add(witness.address(), request(size, size + 1, "another "))
                                    .statusCode())
                            .isEqualTo(422);
                    assertThat(add(witness.address(), request(0, size + 1, "another "))
                                    .body())
                            .isEqualTo(size + "\n");
                }
                CountDownLatch working = new CountDownLatch(3 + random.nextInt(20));
                CompletableFuture<Void> work =
                        CompletableFuture.runAsync(() -> grow(witness.address(), cosigned, working));
                assertThat(working.await(60, TimeUnit.SECONDS)).isTrue();
                witness.kill();
                work.get(60, TimeUnit.SECONDS);
            }
        }
        assertThat(cosigned.get()).isGreaterThan(3 * KILLS);
    }

    /** One entry more each time, until nobody answers. */
    private void grow(URI witness, AtomicInteger cosigned, CountDownLatch working) {
        try {
            while (true) {
                int size = cosigned.get();
                HttpResponse<String> answer = add(witness, request(size, size + 1, "entry "));
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                cosigned.set(size + 1);
                working.countDown();
            }
        } catch (IOException killed) {
            assertThat(working.getCount())
                    .as("cosigned too little before it ended")
                    .isZero();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void runsOnceInAHomeAndEndsWhenTold() throws Exception {
        Path home = folder.resolve("home");
        try (WitnessProcess witness = WitnessProcess.start(home, 0, VKEY)) {
            CommandRun second =
                    CommandRun.of("witness", "--home", home.toString(), "--port", "0", "--log", VKEY.toString());
            assertThat(second.exitCode()).isEqualTo(3);
            assertThat(second.err()).contains("another witness runs in this home");
            assertThat(witness.end()).isTrue();
        }
    }

    /** A caller that begins and does not go on is cut off; who comes meanwhile is answered. */
    @Test
    void isNotHeldUpBySilentCallers() throws Exception {
        try (WitnessProcess witness =
                WitnessProcess.start(folder.resolve("home"), 0, VKEY, "-Dsun.net.httpserver.maxReqTime=2")) {
            List<Socket> silent = new ArrayList<>();
            try {
                for (int i = 0; i < 40; i++) {
                    Socket socket = new Socket(
                            witness.address().getHost(), witness.address().getPort());
                    silent.add(socket);
                    socket.setSoTimeout(60_000);
                    socket.getOutputStream()
                            .write("POST /add-checkpoint HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nold"
                                    .getBytes(StandardCharsets.US_ASCII));
                }
                assertThat(add(witness.address(), request(0, 3, "entry ")).statusCode())
                        .isEqualTo(200);
                for (Socket socket : silent) {
                    assertThat(socket.getInputStream().read()).isEqualTo(-1);
                }
            } finally {
                for (Socket socket : silent) {
                    socket.close();
                }
            }
        }
    }

    @Test
    void takesLogsFromAPolicy() throws Exception {
        Path policy = Files.writeString(folder.resolve("policy"), "# ours\nlog " + VKEY + "\nquorum none\n");
        Path home = folder.resolve("home");
        Path unusable = Files.writeString(folder.resolve("unusable"), "log " + VKEY + "\n");

        CommandRun run =
                CommandRun.of("witness", "--home", home.toString(), "--port", "70000", "--logs", policy.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--port must be 0 to 65535");
        run = CommandRun.of("witness", "--home", home.toString(), "--port", "0", "--logs", unusable.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("there is no quorum line");
        assertThat(home).doesNotExist();
    }

    @Test
    void needsALogToWitness() {
        String home = folder.resolve("home").toString();
        assertThat(CommandRun.of("witness", "--home", home, "--port", "0").err())
                .contains("name a log to witness");
        assertThat(CommandRun.of("witness", "--home", home, "--port", "0", "--log", "x")
                        .err())
                .contains("--log: verifier key");
        assertThat(CommandRun.of(
                                "witness",
                                "--home",
                                home,
                                "--port",
                                "0",
                                "--log",
                                LOG.cosigner(ORIGIN).toString())
                        .err())
                .contains("a witness's key is none of a log");
        assertThat(CommandRun.of("witness", "--home", home, "--log", VKEY.toString())
                        .exitCode())
                .isEqualTo(2);
        assertThat(folder.resolve("home")).doesNotExist();
    }
}
