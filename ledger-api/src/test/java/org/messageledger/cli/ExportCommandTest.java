package org.messageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.checkpoint.CheckpointPublisher;
import org.messageledger.wiring.RunningLedger;

/** Our own log, copied by its auditor into a folder that anybody can serve. */
class ExportCommandTest {

    private static final String SEND = """
            {"command":"SendMessage","messageId":"portal:%s","sender":{"id":"member:17","kind":"MEMBER"},\
            "recipients":[{"person":"clinician:8"}],"category":"MEDICATION","channel":"PORTAL","confidentiality":"N",\
            "subject":"s","body":"b"}""";

    @TempDir
    static Path home;

    @TempDir
    Path folder;

    private static RunningLedger ledger;
    private static String vkey;

    @BeforeAll
    static void start() {
        ledger = RunningLedger.start(home);
        vkey = ledger.get("auditor", "/api/v1/log/key").body().strip();
        send(0, 300);
    }

    @AfterAll
    static void stop() {
        ledger.close();
    }

    private static void send(int from, int to) {
        ledger.bulk(IntStream.range(from, to).mapToObj(SEND::formatted).toArray(String[]::new));
        long size = ledger.logSize();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> ledger.part(CheckpointPublisher.class).newestSize() >= size);
    }

    private CommandRun export(String user, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "export",
                "http://localhost:" + ledger.port() + "/log",
                "--tiles",
                folder.resolve("copy").toString(),
                "--user",
                user,
                "--password-file",
                home.resolve("passwords").resolve(user).toString()));
        arguments.addAll(List.of(options));
        return CommandRun.of(arguments.toArray(new String[0]));
    }

    @Test
    void anyWebServerCanServeTheCopyAndItVerifies() throws IOException {
        CommandRun first = export("auditor");
        assertThat(first.exitCode()).as(first.out() + first.err()).isZero();
        assertThat(first.err()).isEmpty();
        assertThat(first.out())
                .contains("signed by " + vkey, "this key is the one that the log's own leaf 0 names")
                .endsWith("complete\n");

        send(300, 600);
        CommandRun second = export("auditor", "--vkey", vkey);
        assertThat(second.exitCode()).as(second.out()).isZero();
        assertThat(second.out()).contains("and has only grown").doesNotContain("leaf 0 names");

        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                Path file = folder.resolve("copy" + exchange.getRequestURI().getPath());
                byte[] body = Files.readAllBytes(file);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        try {
            String address = "http://localhost:" + server.getAddress().getPort();
            CommandRun verified = CommandRun.of("verify", address, "--vkey", vkey);
            assertThat(verified.out()).contains(ledger.logSize() + " entries").endsWith("verified\n");
        } finally {
            server.stop(0);
        }
        assertThat(CommandRun.of("verify", folder.resolve("copy").toString(), "--vkey", vkey)
                        .out())
                .doesNotContain("not checked");
    }

    @Test
    void getsNothingForThoseWhoMayNotReadEntries() {
        CommandRun run = export("emitter");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).startsWith("NOT COMPLETE").contains("status 403");
        assertThat(folder.resolve("copy/checkpoint")).doesNotExist();
    }

    @Test
    void refusesWrongUsage() {
        assertThat(CommandRun.of("export", "some/folder", "--tiles", "x").exitCode())
                .isEqualTo(2);
        assertThat(CommandRun.of("export", "http://localhost/log").err()).contains("--tiles");
        assertThat(export("auditor", "--vkey", "x+1+2").err()).contains("--vkey: verifier key");
    }
}
