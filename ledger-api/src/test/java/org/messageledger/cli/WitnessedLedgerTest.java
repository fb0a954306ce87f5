package org.messageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.checkpoint.LogKey;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.wiring.RunningLedger;
import tools.jackson.databind.JsonNode;

/** The whole ledger and our own witnesses, each a process of its own, as auditors and callers see them. */
@SuppressWarnings("NullAway.Init") // made before each test
class WitnessedLedgerTest {

    private static final String SEND = """
            {"messageId":"portal:%s","sender":{"id":"member:17","kind":"MEMBER"},"recipients":[{"person":"clinician:8"}],
             "category":"MEDICATION","channel":"PORTAL","confidentiality":"N","subject":"s","body":"b"}""";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    private VerifierKey vkey;
    private WitnessProcess first;
    private WitnessProcess second;
    private Path policy;

    @BeforeEach
    void start() throws Exception {
        try (RunningLedger ledger = RunningLedger.start(home())) {
            vkey = VerifierKey.parse(
                    ledger.get("auditor", "/api/v1/log/key").body().strip());
            assertThat(status(ledger).path("statement").asString()).startsWith("Nobody witnesses this log");
        }
        first = WitnessProcess.start(folder.resolve("w1"), 0, vkey);
        second = WitnessProcess.start(folder.resolve("w2"), 0, vkey);
        policy = Files.writeString(
                folder.resolve("policy"), first.line("w1") + second.line("w2") + "group both 2 w1 w2\nquorum both\n");
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    private Path home() {
        return folder.resolve("home");
    }

    private RunningLedger ledger() {
        return RunningLedger.start(home(), "--ledger.witness-policy=" + policy);
    }

    private static JsonNode status(RunningLedger ledger) {
        return RunningLedger.json(ledger.get("compliance", "/api/v1/log/status"));
    }

    private static void send(RunningLedger ledger, String id) {
        HttpResponse<String> answer =
                ledger.post("/api/v1/messages", SEND.formatted(id).replace("\n", ""), "Prefer", "return=proof");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private static JsonNode awaitWitnessed(RunningLedger ledger) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        status(ledger).path("witnessedTreeSize").asLong())
                .as(status(ledger).toString())
                .isEqualTo(ledger.logSize()));
        return status(ledger);
    }

    private CommandRun verify(RunningLedger ledger, VerifierKey witness, String... more) throws IOException {
        Path checkpoint = Files.writeString(
                folder.resolve("checkpoint"),
                ledger.get("auditor", "/log/checkpoint").body());
        return CommandRun.of(Stream.concat(
                        Stream.of(
                                "verify",
                                checkpoint.toString(),
                                "--vkey",
                                vkey.toString(),
                                "--witness",
                                witness.toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void isVerifiedWithItsWitnesses() throws Exception {
        try (RunningLedger ledger = ledger()) {
            send(ledger, "1");
            JsonNode status = awaitWitnessed(ledger);
            assertThat(status.path("checkpoint").path("witnessed").asBoolean()).isTrue();
            assertThat(status.path("witnesses")).hasSize(2);
            assertThat(status.path("witnesses").path(0).path("url").asString())
                    .isEqualTo(first.address().toString());
            assertThat(status.path("statement").asString())
                    .contains(
                            "is witnessed by", first.key().name(), second.key().name());

            String[] both = {"--witness", second.key().toString()};
            CommandRun verified = verify(ledger, first.key(), both);
            assertThat(verified.exitCode()).as(verified.out()).isZero();
            assertThat(verified.out()).contains("cosigned by " + first.key(), "cosigned by " + second.key());

            // Below the quorum that the auditor asks for.
            VerifierKey stranger = LogKey.generate(new SecureRandom()).cosigner("stranger.example");
            CommandRun refused = verify(ledger, first.key(), "--witness", stranger.toString());
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.out()).contains("is cosigned by 1 of the 2 witnesses, which is too few");
            assertThat(verify(ledger, first.key(), "--witness", stranger.toString(), "--threshold", "1")
                            .exitCode())
                    .isZero();

            Path proof = Files.writeString(
                    folder.resolve("1.tlog-proof"),
                    ledger.get("auditor", "/api/v1/log/entries/1/proof").body());
            Path entry = Files.writeString(
                    folder.resolve("1.json"),
                    ledger.get("auditor", "/api/v1/log/entries/1").body());
            CommandRun proved = CommandRun.of(
                    "verify-proof",
                    proof.toString(),
                    entry.toString(),
                    "--vkey",
                    vkey.toString(),
                    "--witness",
                    first.key().toString(),
                    "--witness",
                    second.key().toString());
            assertThat(proved.exitCode()).as(proved.out()).isZero();
        }
    }

    @Test
    void goesOnWithoutAWitnessAndIsWitnessedWhenItIsBack() throws Exception {
        try (RunningLedger ledger = ledger()) {
            JsonNode before = awaitWitnessed(ledger);
            assertThat(before.path("contradicted").asBoolean()).isFalse();
            second.kill();
            send(ledger, "1");
            await().atMost(PATIENCE).until(() -> status(ledger)
                    .path("witnesses")
                    .path(1)
                    .path("trouble")
                    .asString("")
                    .equals("cannot be reached"));
            JsonNode without = status(ledger);
            assertThat(without.path("checkpoint").path("witnessed").asBoolean()).isFalse();
            assertThat(without.path("witnessedTreeSize").asLong()).isEqualTo(1);
            assertThat(without.path("statement").asString())
                    .contains("is not witnessed: 2 of (", "The first 1 entries are witnessed");
        }
        second = WitnessProcess.start(folder.resolve("w2"), second.address().getPort(), vkey);
        try (RunningLedger ledger = ledger()) {
            awaitWitnessed(ledger);
            assertThat(ledger.get("auditor", "/log/checkpoint").body().lines()).hasSize(7);
        }
    }

    /** The whole home restored from a backup, and other things done since: only the witnesses can know. */
    @Test
    void saysThatItWasForkedAndTakesCommandsAllTheSame() throws Exception {
        copy(home(), folder.resolve("backup"));
        try (RunningLedger ledger = ledger()) {
            send(ledger, "1");
            awaitWitnessed(ledger);
        }
        Files.move(home(), folder.resolve("away"));
        copy(folder.resolve("backup"), home());

        try (RunningLedger forked = ledger()) {
            send(forked, "other");
            await().atMost(PATIENCE)
                    .until(() -> status(forked).path("witnesses").valueStream().allMatch(witness -> witness.path(
                                    "contradicts")
                            .asBoolean()));
            // Until then it may have said that the log, of one entry, was cut off.
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            status(forked).path("statement").asString())
                    .startsWith("WARNING: the witness " + first.key().name()
                            + " has cosigned another tree of the same 2 entries"));
            assertThat(status(forked).path("contradicted").asBoolean()).isTrue();
            send(forked, "other2");
            await().atMost(PATIENCE)
                    .until(() -> status(forked).path("statement").asString().contains("only grew from the 2"));

            HttpResponse<String> readiness = forked.send(
                    forked.anonymous("/actuator/health/readiness").GET().build());
            assertThat(readiness.statusCode()).isEqualTo(200);
            JsonNode health = RunningLedger.json(readiness).path("components").path("witnessHealth");
            assertThat(health.path("status").asString()).isEqualTo("UP");
            assertThat(health.path("details").path("statement").asString()).startsWith("WARNING: the witness ");
            assertThat(readiness.body()).doesNotContain("http:", "password");
            send(forked, "other3");
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
