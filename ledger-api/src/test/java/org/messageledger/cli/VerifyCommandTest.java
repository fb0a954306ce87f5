package org.messageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.Cosignature;
import org.messageledger.checkpoint.LogKey;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.tree.TreeHead;
import org.messageledger.verify.StaticLogWriter;

/** What an auditor sees: words, and an exit code. */
class VerifyCommandTest {

    private static final String ORIGIN = "log.example/clinic";
    private static final LogKey KEY = LogKey.generate(new SecureRandom());
    private static final LogKey WITNESS_KEY = LogKey.generate(new SecureRandom());
    private static final String VKEY = KEY.verifier(ORIGIN).toString();
    private static final String WITNESS =
            WITNESS_KEY.cosigner("witness.example").toString();
    private static final String OTHER_VKEY =
            LogKey.generate(new SecureRandom()).verifier(ORIGIN).toString();

    @TempDir
    private Path folder;

    private Path log = Path.of("");

    @BeforeEach
    void write() throws IOException {
        log = folder.resolve("log");
        write(log, 300);
    }

    private static void write(Path log, int size) throws IOException {
        StaticLogWriter writer = new StaticLogWriter(log);
        writer.append(IntStream.range(0, size)
                .mapToObj(leaf -> ("entry " + leaf).getBytes(StandardCharsets.UTF_8))
                .iterator());
        TreeHead head = writer.finish();
        Checkpoint checkpoint = new Checkpoint(ORIGIN, head);
        SignedNote note = checkpoint
                .sign(KEY)
                .with(Cosignature.sign(checkpoint, "witness.example", WITNESS_KEY, 1_800_000_000L)
                        .signature());
        writer.publish(note.toBytes());
    }

    private static CommandRun verify(Object log, String... options) {
        List<String> arguments = new ArrayList<>(List.of("verify", log.toString()));
        arguments.addAll(List.of(options));
        return CommandRun.of(arguments.toArray(new String[0]));
    }

    private static void assertUsage(CommandRun run, String words) {
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(words).doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
    }

    private static void assertNotVerified(CommandRun run, String words) {
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out().lines().toList())
                .last()
                .asString()
                .startsWith("NOT VERIFIED")
                .contains(words);
        assertThat(run.out()).doesNotContain("\nverified");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void tellsWhatHolds() throws IOException {
        Path kept = Files.copy(log.resolve("checkpoint"), folder.resolve("kept"));
        write(log, 400);
        CommandRun run = verify(log, "--vkey", VKEY, "--against", kept.toString(), "--witness", WITNESS);
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines())
                .anyMatch(line -> line.startsWith("origin log.example/clinic, 400 entries, root "))
                .contains(
                        "signed by " + VKEY,
                        "cosigned by " + WITNESS,
                        "every entry hashed, every tile and the root computed anew: all as signed",
                        "consistent with " + kept + ": nothing was removed or altered since")
                .last()
                .isEqualTo("verified");
    }

    @Test
    void namesTheFirstBadLeaf() throws IOException {
        Path bundle = log.resolve("tile/entries/000");
        Files.writeString(bundle, Files.readString(bundle).replace("entry 42", "entry 24"));
        assertNotVerified(verify(log, "--vkey", VKEY), "leaf 42 (tile/entries/000): the entry was changed");
    }

    @Test
    void demandsThatEveryGivenKeyHasSigned() {
        assertNotVerified(verify(log, "--vkey", OTHER_VKEY), "checkpoint: ");
        assertNotVerified(
                verify(log, "--vkey", VKEY, "--vkey", OTHER_VKEY), "checkpoint: is not signed by " + OTHER_VKEY);
    }

    @Test
    void demandsAsManyWitnessesAsAsked() {
        String other =
                LogKey.generate(new SecureRandom()).cosigner("other.example").toString();
        assertThat(verify(log, "--vkey", VKEY, "--witness", WITNESS).exitCode()).isZero();
        assertThat(verify(log, "--vkey", VKEY, "--witness", WITNESS, "--witness", other, "--threshold", "1")
                        .exitCode())
                .isZero();
        assertNotVerified(
                verify(log, "--vkey", VKEY, "--witness", WITNESS, "--witness", other), "1 of the 2 witnesses");
        assertNotVerified(verify(log, "--vkey", VKEY, "--witness", other), "0 of the 1 witnesses");
    }

    @Test
    void readsACheckpointAlone() throws IOException {
        Path alone = Files.copy(log.resolve("checkpoint"), folder.resolve("alone"));
        assertThat(verify(alone, "--vkey", VKEY).out())
                .contains("this is the checkpoint alone; of the entries nothing was checked");
        assertThat(verify(alone, "--vkey", VKEY, "--against", alone.toString()).exitCode())
                .isZero();
        write(log, 301);
        assertNotVerified(
                verify(log.resolve("checkpoint"), "--vkey", VKEY, "--against", alone.toString()),
                "give the log's folder or address");
    }

    @Test
    void readsAddresses() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = Files.readAllBytes(
                        log.resolve(exchange.getRequestURI().getPath().substring(1)));
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        try {
            String address = "http://localhost:" + server.getAddress().getPort();
            assertThat(verify(address, "--vkey", VKEY).out()).endsWith("verified\n");
        } finally {
            server.stop(0);
        }
        assertThat(verify(log.toUri(), "--vkey", VKEY).exitCode()).isZero();
    }

    @Test
    void saysWhatNoLogSuppliesButAFolderHolds() throws IOException {
        write(log, 301);
        Files.writeString(log.resolve("notes.txt"), "x");
        Files.copy(log.resolve("tile/0/000"), log.resolve("tile/0/001"));
        assertThat(verify(log, "--vkey", VKEY).out())
                .contains(
                        "not checked, of a larger tree than the checkpoint's: tile/0/001\n",
                        "not checked, no part of a log: notes.txt\n");
    }

    @Test
    void letsNoFileNameReachTheTerminalAsItIs() throws IOException {
        Files.writeString(log.resolve("\u001b[2Jx"), "x");
        assertThat(verify(log, "--vkey", VKEY).out()).contains("?[2Jx").doesNotContain("\u001b");
    }

    @Test
    void refusesWrongUsage() {
        assertUsage(verify(log), "--vkey");
        assertUsage(verify(log, "--vkey", "x+1+2"), "--vkey: verifier key");
        assertUsage(verify(log, "--vkey", WITNESS), "give it as --witness");
        assertUsage(verify(log, "--vkey", VKEY, "--witness", VKEY), "this is a log's key");
        assertUsage(verify(log, "--vkey", VKEY, "--vkey", VKEY), "given twice");
        assertUsage(
                verify(log, "--vkey", VKEY, "--threshold", "1"), "--threshold must be 1 to the number of witnesses: 0");
        assertUsage(verify(folder.resolve("none"), "--vkey", VKEY), "neither a folder nor a file");
        assertUsage(verify("http://", "--vkey", VKEY), "no address");
        assertUsage(
                verify(log, "--vkey", VKEY, "--against", folder.resolve("none").toString()), "no file");
    }

    @Test
    void isNoVerdictOfTheLogWhenNobodyAnswers() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertNotVerified(verify("http://localhost:" + port, "--vkey", VKEY), "it could not be read: nobody answers");
    }
}
