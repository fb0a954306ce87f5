package org.messageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.checkpoint.CheckpointPublisher;
import org.messageledger.wiring.RunningLedger;
import tools.jackson.databind.JsonNode;

/** Our own log, checked by its auditor over HTTP, with what he kept from before. */
class VerifyLedgerTest {

    private static final String SEND = """
            {"command":"SendMessage","messageId":"portal:%s","sender":{"id":"member:17","kind":"MEMBER"},\
            "recipients":[{"person":"clinician:8"}],"category":"MEDICATION","channel":"PORTAL","confidentiality":"N",\
            "subject":"s","body":"b"}""";

    @TempDir
    static Path home;

    @TempDir
    Path kept;

    private static RunningLedger ledger;
    private static String vkey;

    @BeforeAll
    static void start() {
        ledger = RunningLedger.start(home);
        vkey = ledger.get("auditor", "/api/v1/log/key").body().strip();
        send(0, 400);
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

    private static String log() {
        return "http://localhost:" + ledger.port() + "/log";
    }

    private static String passwordFile(String user) {
        return home.resolve("passwords").resolve(user).toString();
    }

    @Test
    void isAsItWasSignedAndHasOnlyGrown() throws IOException {
        Path before = kept.resolve("checkpoint");
        Files.writeString(before, ledger.get("auditor", "/log/checkpoint").body());
        send(400, 700);

        CommandRun run = CommandRun.of(
                "verify",
                log(),
                "--vkey",
                vkey,
                "--against",
                before.toString(),
                "--user",
                "auditor",
                "--password-file",
                passwordFile("auditor"));

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains(ledger.logSize() + " entries");
    }

    @Test
    void showsItsEntriesToNobodyElse() {
        CommandRun nobody = CommandRun.of("verify", log(), "--vkey", vkey);
        assertThat(nobody.exitCode()).isEqualTo(1);
        assertThat(nobody.out()).contains("status 401");

        CommandRun emitter = CommandRun.of(
                "verify", log(), "--vkey", vkey, "--user", "emitter", "--password-file", passwordFile("emitter"));
        assertThat(emitter.exitCode()).isEqualTo(1);
        assertThat(emitter.out()).contains("status 403");
    }

    @Test
    void takesAUserForAnAddressOnly() {
        CommandRun run = CommandRun.of("verify", home.toString(), "--vkey", vkey, "--user", "auditor");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--user is for a log behind an address");
    }

    @Test
    void givesReceiptsThatAreCheckedWithoutIt() throws IOException {
        String message = SEND.formatted("proved").replace("\"command\":\"SendMessage\",", "");
        JsonNode receipt = RunningLedger.json(ledger.post("/api/v1/messages", message, "Prefer", "return=proof"));
        Path proof = Files.writeString(
                kept.resolve("first.tlog-proof"), receipt.path("proof").asString());
        Path entry = kept.resolve("entry.json");
        String exact = ledger.get(
                        "auditor",
                        "/api/v1/log/entries/" + receipt.path("leafIndex").asString())
                .body();
        Files.write(entry, exact.getBytes(StandardCharsets.UTF_8));

        assertThat(CommandRun.of("verify-proof", proof.toString(), entry.toString(), "--vkey", vkey)
                        .exitCode())
                .isZero();
        Files.write(entry, exact.replace("MessageSent", "MessageSend").getBytes(StandardCharsets.UTF_8));
        assertThat(CommandRun.of("verify-proof", proof.toString(), entry.toString(), "--vkey", vkey)
                        .exitCode())
                .isEqualTo(1);
    }
}
