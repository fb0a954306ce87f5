package org.messageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A ledger that is away, busy, or goes away in the middle. */
class ImportPatienceTest extends ImportScenario {

    @Test
    void goesOnWhereAnInterruptedRunStopped() throws IOException {
        Path file = reads(25);
        server.troubled(BulkServer.cutAfter(10)).troubled(BulkServer.status(503));
        CommandRun first = imports(file, "--chunk-lines", "10", "--patience-seconds", "0");
        assertThat(first.exitCode()).isEqualTo(3);
        assertThat(first.err()).contains("gave up after 0 s", "broke off", "Nothing is lost");
        assertThat(server.keys()).hasSize(10);
        CommandRun second = imports(file, "--chunk-lines", "10");
        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(second.out()).contains("recorded: 15", "replayed (recorded before): 10");
        assertThat(server.keys()).hasSize(25).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void asksAgainWhenTheLedgerIsNotReady(int status) throws IOException {
        server.troubled(BulkServer.status(status, "Retry-After", "0")).troubled(BulkServer.status(status));
        CommandRun run = imports(reads(3));
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).containsOnlyOnce("trying again for up to 20 s").contains(String.valueOf(status));
        assertThat(server.keys()).hasSize(3);
        assertThat(server.requests()).isEqualTo(3);
    }

    @Test
    void givesUpAtOnceWhenTheLedgerAsksForMoreThanThePatience() throws IOException {
        server.troubled(BulkServer.status(503, "Retry-After", "3600"));
        CommandRun run = imports(reads(3));
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("gave up after 0 s").contains("503");
    }

    @Test
    void asksAgainWhenAnAnswerEndsWithinALine() throws IOException {
        server.troubled(BulkServer.endedAfter(0))
                .troubled(BulkServer.endedAfter(2))
                .troubled(BulkServer.answering(""));
        CommandRun run = imports(reads(3));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("recorded: 0", "replayed (recorded before): 3");
    }

    @Test
    void sendsAChunkAgainInWhichTheLedgerPushedBack() throws IOException {
        String pushback = "{\"status\":503,\"problem\":{\"type\":\"urn:message-ledger:problem:busy\"}}\n";
        server.troubled(BulkServer.answering(pushback));
        assertThat(imports(reads(1)).exitCode()).isZero();
        assertThat(server.keys()).hasSize(1);
    }

    @Test
    void waitsAsLongAsTheLedgerAsksFor() throws IOException {
        server.troubled(BulkServer.status(503, "Retry-After", "1"));
        long begun = System.nanoTime();
        assertThat(imports(reads(3)).exitCode()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        server.close();
        CommandRun run = imports(reads(1), "--patience-seconds", "0");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err().lines())
                .containsExactly("gave up after 0 s: no ledger listens at " + server.url()
                        + "/api/v1/commands. Nothing is lost: run the same command again when the ledger is there, it"
                        + " goes on where this one stopped.");
    }

    @Test
    void countsWhatItHeardBeforeItGaveUp() throws IOException {
        server.troubled(BulkServer.cutAfter(4));
        CommandRun run = imports(reads(10), "--patience-seconds", "0");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).contains("recorded: 4", "rejected: 0", "sent, answer not seen: 6");
    }
}
