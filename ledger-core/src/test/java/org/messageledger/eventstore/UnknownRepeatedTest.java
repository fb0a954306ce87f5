package org.messageledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.log.CommitResult;
import org.messageledger.log.FaultyStore;
import org.messageledger.log.LogStore;
import org.messageledger.log.Settings;
import org.messageledger.log.StorageException;

/** A command comes again while the storage does not say what became of its first try. */
class UnknownRepeatedTest {

    private static final Object SEND = Commands.send("portal:1");

    @TempDir
    Path home;

    private final ExecutorService later = Executors.newSingleThreadExecutor();
    private FaultyStore storage = new FaultyStore();

    @AfterEach
    void end() {
        later.shutdownNow();
    }

    private LogStore faulty(LogStore real) {
        storage = new FaultyStore(real);
        return storage.store();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isNotToldThatNothingWasWrittenBeforeThatIsCertain(boolean landed) throws Exception {
        try (OpenLedger ledger = OpenLedger.over(home, this::faulty, Settings.impatient(300))) {
            storage.at("commit", call -> {
                Object unused = landed ? call.proceed() : null;
                return new CommitResult(CommitResult.Kind.UNKNOWN, null);
            });
            storage.at("fence", call -> {
                throw new StorageException("away");
            });
            assertThat(ledger.record("portal", "k", SEND)).isEqualTo(new Answer.Unknown("k"));

            assertThat(ledger.record("portal", "k", SEND)).isEqualTo(new Answer.Unknown("k"));
            assertThat(submitted(ledger)).isEqualTo(new Answer.Unknown("k"));
            assertThat(ledger.record("portal", "other", Commands.send("portal:2")))
                    .as("it is certain that this was not written")
                    .isInstanceOf(Answer.Pushback.class);

            storage.heal("commit");
            storage.heal("fence");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> ledger.log.status().appending());
            Answer.Recorded answer = (Answer.Recorded) ledger.record("portal", "k", SEND);
            assertThat(answer.replayed()).isEqualTo(landed);
            assertThat(answer.receipt().leafIndex()).isEqualTo(1);
            assertThat(ledger.log.head().size()).isEqualTo(2);
        }
    }

    private Answer submitted(OpenLedger ledger) throws Exception {
        byte[] content = Objects.toString(SEND).getBytes(StandardCharsets.UTF_8);
        Submission submission = new Submission(SEND, "portal", "k", content, "request", null);
        return ledger.ledger.recorder().submit(submission, later).get(30, TimeUnit.SECONDS);
    }
}
