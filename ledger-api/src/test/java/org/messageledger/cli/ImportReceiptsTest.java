package org.messageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the ledger has answered is in the file of receipts. */
class ImportReceiptsTest extends ImportScenario {

    @Test
    void countsWhatItHeardBeforeTheConnectionBrokeAsRecorded() throws IOException {
        server.troubled(BulkServer.cutAfter(4));
        Path receipts = folder.resolve("receipts");
        CommandRun run = imports(reads(10), "--receipts", receipts.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("recorded: 4", "replayed (recorded before): 6");
        assertThat(Files.readAllLines(receipts)).hasSize(4 + 10);
        assertThat(server.keys()).hasSize(10);
    }

    @Test
    void keepsEveryReceiptAndEndsAHalfLineOfAnEarlierRun() throws IOException {
        Path receipts = Files.writeString(folder.resolve("receipts"), "{\"half");
        imports(reads(2), "--receipts", receipts.toString());
        Stream<String> expected = server.keys().stream().map(key -> String.valueOf(server.receipt(key)));
        assertThat(Files.readAllLines(receipts))
                .isEqualTo(Stream.concat(Stream.of("{\"half"), expected).toList());
    }

    @Test
    void writesAReceiptDownBeforeTheNextAnswerComes() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        server.troubled(BulkServer.stallingAfter(3, goOn));
        Path receipts = folder.resolve("receipts");
        Path file = reads(10);
        CompletableFuture<CommandRun> run =
                CompletableFuture.supplyAsync(() -> imports(file, "--receipts", receipts.toString()));
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(receipts).content().endsWith("}\n").hasLineCount(3));
        } finally {
            goOn.countDown();
        }
        assertThat(run.get(60, TimeUnit.SECONDS).exitCode()).isZero();
        assertThat(Files.readAllLines(receipts)).hasSize(10);
    }

    @Test
    void refusesAFileThatItCannotWriteAndSendsNothing() {
        CommandRun run =
                imports(reads(1), "--receipts", folder.resolve("no/such/folder").toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().startsWith("cannot write to the file of --receipts");
        assertThat(server.requests()).isZero();
    }
}
