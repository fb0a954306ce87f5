package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.messageledger.log.Append;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.Drafts;
import org.messageledger.log.LogSettings;

/** Commits of which the database does not say what became of them. */
class UnknownOutcomeTest extends LogContract {

    @Test
    void tellsTheTruthWhenACommitFailsBeforeItReachesTheDatabase() {
        appended(Drafts.alone());
        faulty.failNextCommit(false);

        assertTrue(log, appendMany(20));
        assertThat(log.head().size()).isEqualTo(21);
        assertThat(log.status().appending()).isTrue();
    }

    @Test
    void tellsTheTruthWhenACommitFailsAfterItReachedTheDatabase() {
        appended(Drafts.alone());
        faulty.failNextCommit(true);

        assertTrue(log, appendMany(20));
        assertThat(log.head().size()).isEqualTo(21);
    }

    @Test
    void saysUnknownWhileTheDatabaseIsAwayAndTheTruthWhenItIsBack() {
        log.close();
        LogSettings impatient = new LogSettings(
                100,
                16 << 20,
                64,
                8 << 20,
                100,
                Duration.ofMillis(300),
                Duration.ofSeconds(5),
                Duration.ofMillis(50),
                Duration.ofSeconds(1));
        log = open(impatient);
        UUID inDoubt = Drafts.id();
        faulty.failNextCommit(true);
        faulty.goAwayAfterCommit();

        assertThat(outcome(new Append(List.of(Drafts.alone(inDoubt)), List.of(), List.of())))
                .isInstanceOf(AppendOutcome.Unknown.class);
        assertThat(log.status().appending()).isFalse();
        assertThat(outcome(Drafts.alone())).isInstanceOf(AppendOutcome.Pushback.class);
        faulty.comeBack();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> log.status()
                .appending());

        assertThat(log.find(inDoubt)).isPresent();
        assertThat(outcome(new Append(List.of(Drafts.alone(inDoubt)), List.of(), List.of())))
                .isEqualTo(new AppendOutcome.Duplicate(List.of(inDoubt)));
        assertThat(log.head().size()).isEqualTo(1);
    }
}
