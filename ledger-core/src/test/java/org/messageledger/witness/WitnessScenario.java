package org.messageledger.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.checkpoint.AddCheckpoint;
import org.messageledger.checkpoint.Cosignature;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.checkpoint.WitnessPolicy;

/** A witness of two logs, at noon. */
@SuppressWarnings("NullAway.Init") // made before each test
abstract class WitnessScenario {

    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    static final String NAME = "witness.example/w1";

    final ForkableLog log = ForkableLog.named("log.example/one");
    final ForkableLog other = ForkableLog.named("log.example/two");
    final List<String> reports = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    Witness witness;

    @BeforeEach
    void open() throws IOException {
        witness = open(NAME, NOON);
    }

    @AfterEach
    void close() throws IOException {
        witness.close();
    }

    Witness open(@Nullable String name, Instant now) throws IOException {
        return Witness.open(
                folder.resolve("home"),
                name,
                List.of(log.verifier(), other.verifier()),
                Clock.fixed(now, ZoneOffset.UTC),
                new SecureRandom(),
                reports::add);
    }

    void reopen(Instant now) throws IOException {
        witness.close();
        witness = open(null, now);
    }

    Answer send(AddCheckpoint request) {
        return witness.addCheckpoint(request.toBytes());
    }

    Answer send(String body) {
        return witness.addCheckpoint(body.getBytes(StandardCharsets.UTF_8));
    }

    /** The witness cosigns, and its answer is its signature of this checkpoint. */
    Cosignature cosigned(AddCheckpoint request) throws Exception {
        Answer answer = send(request);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return cosignature(request.note(), answer.body(), witness.key());
    }

    static Cosignature cosignature(SignedNote note, String lines, VerifierKey witness) throws Exception {
        SignedNote cosigned = SignedNote.parse((note.text() + "\n" + lines).getBytes(StandardCharsets.UTF_8));
        List<Cosignature> cosignatures = new ArrayList<>(
                WitnessPolicy.of(1, List.of(witness)).check(cosigned).cosignatures());
        assertThat(cosignatures).hasSize(1);
        return cosignatures.get(0);
    }

    void refused(AddCheckpoint request, int status) {
        Answer answer = send(request);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    }
}
