package org.messageledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.messageledger.log.AppendOutcome.Appended;

class BadAppendTest {

    private static final int BATCH = 512;

    @Test
    void failsAloneInFewTransactions() throws Exception {
        FaultyStore faulty = new FaultyStore();
        UUID bad = Drafts.id();
        List<CompletableFuture<AppendOutcome>> outcomes = new ArrayList<>();
        try (Log log = new GroupCommitLog(faulty.store(), LogSettings.defaults())) {
            FaultyStore.Stall stall = faulty.stall("commit");
            CompletableFuture<AppendOutcome> held = log.append(Drafts.alone());
            stall.awaitReached();
            faulty.at("commit", call -> {
                Batch batch = (Batch) call.arguments().get(1);
                return batch.rows().stream()
                                .anyMatch(row -> row.entry().eventId().equals(bad))
                        ? new CommitResult(CommitResult.Kind.UNSTORABLE, null)
                        : call.proceed();
            });
            for (int i = 0; i < BATCH; i++) {
                outcomes.add(log.append(Drafts.only(i == 200 ? bad : Drafts.id())));
            }
            stall.end();
            held.join();
            CompletableFuture<AppendOutcome> failed = outcomes.remove(200);

            assertThatThrownBy(failed::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(StorageException.class);
            assertThat(outcomes).allMatch(outcome -> outcome.join() instanceof Appended);
            assertThat(log.head().size()).isEqualTo(BATCH);
            assertThat(faulty.calls("commit"))
                    .as("the held one, the batch, at most two halves nine times")
                    .isLessThanOrEqualTo(1 + 1 + 2 * 9);
        }
    }
}
