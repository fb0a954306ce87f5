package org.messageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.wiring.CalledLedger;
import org.messageledger.wiring.ChildLedger;
import tools.jackson.databind.JsonNode;

/** The log's key is changed on a running ledger that is killed in the middle, while a witness goes on cosigning. */
class LogKeyCommandTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String SEND = """
            {"messageId":"portal:%s","sender":{"id":"member:17","kind":"MEMBER"},"recipients":[{"person":"clinician:8"}],
             "category":"MEDICATION","channel":"PORTAL","confidentiality":"N","subject":"s","body":"b"}""";

    @TempDir
    Path folder;

    private ChildLedger start(Path policy) throws Exception {
        return ChildLedger.start(folder.resolve("home"), Map.of("LEDGER_WITNESSPOLICY", policy.toString()));
    }

    private CommandRun change(CalledLedger ledger, String act) {
        return CommandRun.of(
                "log-key",
                act,
                "--url",
                "http://localhost:" + ledger.port(),
                "--password-file",
                folder.resolve("home/passwords/admin").toString());
    }

    private static String checkpoint(CalledLedger ledger) {
        return ledger.get("auditor", "/log/checkpoint").body();
    }

    private static List<VerifierKey> keys(CalledLedger ledger) throws Exception {
        List<VerifierKey> keys = new ArrayList<>();
        for (String line :
                ledger.get("auditor", "/api/v1/log/key").body().lines().toList()) {
            keys.add(VerifierKey.parse(line));
        }
        return keys;
    }

    private static JsonNode status(CalledLedger ledger) {
        return CalledLedger.json(ledger.get("auditor", "/api/v1/log/status"));
    }

    private static void send(CalledLedger ledger, String id, int signatures) throws Exception {
        JsonNode receipt = CalledLedger.json(
                ledger.post("/api/v1/messages", SEND.formatted(id).replace("\n", ""), "Prefer", "return=proof"));
        assertThat(receipt.path("proof").asString("").lines().filter(line -> line.startsWith("\u2014 ledger.local/")))
                .as(receipt.toString())
                .hasSize(signatures);
    }

    private static void awaitWitnessed(CalledLedger ledger) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode status = status(ledger);
            assertThat(status.path("witnessedTreeSize").asLong())
                    .as(status.toString())
                    .isEqualTo(status.path("treeSize").asLong());
        });
    }

    private CommandRun verify(CalledLedger ledger, String key) {
        return CommandRun.of(
                "verify",
                "http://localhost:" + ledger.port() + "/log",
                "--vkey",
                key,
                "--user",
                "auditor",
                "--password-file",
                folder.resolve("home/passwords/auditor").toString());
    }

    @Test
    void changesTheKeyOfARunningLedger() throws Exception {
        Path policy = Files.writeString(folder.resolve("policy"), "quorum none\n");
        VerifierKey old;
        try (ChildLedger ledger = start(policy)) {
            old = keys(ledger).get(0);
        }
        WitnessProcess witness = WitnessProcess.start(folder.resolve("w"), 0, old);
        Files.writeString(policy, witness.line("w") + "quorum w\n");
        VerifierKey next;
        try (ChildLedger ledger = start(policy)) {
            assertThat(change(ledger, "retire").err()).contains("No key is being changed");
            CommandRun made = CommandRun.of(
                    "log-key", "make", "--home", folder.resolve("home").toString());
            assertThat(made.out()).contains("the next key is in").contains("log.next.pem");
            CommandRun announced = change(ledger, "announce");
            assertThat(announced.exitCode()).as(announced.err()).isZero();
            assertThat(keys(ledger)).hasSize(2).startsWith(old);
            next = keys(ledger).get(1);
            assertThat(announced.out()).contains(next + " signs from leaf 1 on", "a checkpoint is signed so");
            send(ledger, "1", 2);
            assertThat(status(ledger).path("statement").asString())
                    .startsWith("The log's key is being changed: since leaf 1 " + old + " and " + next + " both sign");
            awaitWitnessed(ledger); // by a witness that has the old key alone
        } // SIGKILL
        witness.kill();
        witness = WitnessProcess.start(folder.resolve("w"), witness.address().getPort(), List.of(old, next));
        try (WitnessProcess both = witness;
                ChildLedger ledger = start(policy)) {
            send(ledger, "2", 2);
            assertThat(verify(ledger, old + "\n" + next).exitCode()).isZero();
            CommandRun retired = change(ledger, "retire");
            assertThat(retired.exitCode()).as(retired.err()).isZero();
            assertThat(keys(ledger)).containsExactly(next);
            send(ledger, "3", 1);
            awaitWitnessed(ledger);
            SignedNote note = SignedNote.parse(checkpoint(ledger).getBytes(StandardCharsets.UTF_8));
            assertThat(note.signersAmong(List.of(old, next, both.key()))).containsExactly(next, both.key());
            CommandRun followed = verify(ledger, old.toString());
            assertThat(followed.exitCode()).as(followed.out()).isZero();
            assertThat(followed.out()).contains("retires the key " + old, next + " signs alone");
            assertThat(verify(ledger, next.toString()).exitCode()).isZero();
            CommandRun copied = CommandRun.of(
                    "export",
                    "http://localhost:" + ledger.port() + "/log",
                    "--tiles",
                    folder.resolve("copy").toString(),
                    "--user",
                    "auditor",
                    "--password-file",
                    folder.resolve("home/passwords/auditor").toString());
            assertThat(copied.exitCode()).as(copied.out()).isZero();
            assertThat(copied.out()).contains("retires the key " + old);
        }
    }
}
