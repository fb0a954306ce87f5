package org.messageledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.messageledger.log.AppendOutcome.Appended;
import org.messageledger.log.AppendOutcome.Unknown;

class ClosingLogTest {

    @Test
    void mayBeClosedByWhoeverHearsThatAnAppendIsDurable() throws Exception {
        FaultyStore faulty = new FaultyStore();
        Log log = new GroupCommitLog(faulty.store(), LogSettings.defaults());
        FaultyStore.Stall stall = faulty.stall("commit");
        CompletableFuture<AppendOutcome> outcome = log.append(Drafts.alone());
        CompletableFuture<AppendOutcome> heard = outcome.whenComplete((it, failure) -> log.close());
        stall.end();

        assertThat(heard.get(20, TimeUnit.SECONDS)).isInstanceOf(Appended.class);
        await().atMost(Duration.ofSeconds(20)).until(() -> faulty.calls("close") == 1);
    }

    @Test
    void mayBeClosedByWhoeverHearsThatAnAppendIsOverdue() throws Exception {
        FaultyStore faulty = new FaultyStore();
        Log log = new GroupCommitLog(faulty.store(), Settings.impatient(300));
        FaultyStore.Stall stall = faulty.stall("commit");
        CompletableFuture<AppendOutcome> outcome = log.append(Drafts.alone());
        CompletableFuture<AppendOutcome> heard = outcome.whenComplete((it, failure) -> log.close());
        try {
            assertThat(heard.get(20, TimeUnit.SECONDS)).isEqualTo(new Unknown());
        } finally {
            stall.end();
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> faulty.calls("close") == 1);
    }
}
