package org.messageledger.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.log.LogSettings;

/** Two processes on one database: one moves the view, both are asked. */
class PostgresTwoProcessesTest {

    private static final Subject MESSAGE = new Subject(SubjectKind.MESSAGE, "portal:1");

    @TempDir
    private Path home;

    @Test
    void answersWhileTheViewIsAheadOfWhatAProcessKnowsOfTheLog() throws IOException {
        try (EmbeddedPostgres server = Databases.postgres()) {
            DataSource database = Databases.postgres(server);
            try (RunningLedger one = new RunningLedger(database, home);
                    RunningLedger other = new RunningLedger(database, home)) {
                one.projection().start();
                one.record(Commands.send("portal:1", "thread:1", "patient:1"));
                for (int i = 0; i < 50; i++) {
                    one.record(Commands.read("portal:1"));
                    one.awaitView();
                    long recorded = one.history.size();

                    Reply<Page> reply = other.facts.page(MESSAGE, Role.EVENTS, Question.ALL);

                    assertThat(reply).isInstanceOf(Reply.Answered.class);
                    Page page = ((Reply.Answered<Page>) reply).answer();
                    assertThat(page.asOf().treeSize() + page.asOf().behind())
                            .as("what it has and what it says that it lacks")
                            .isGreaterThanOrEqualTo(recorded);
                    assertThat(page.items()).hasSize((int) page.asOf().treeSize() - 1);
                }
            }
        }
    }

    /** The view has leaves of another process that this one learns of only when it next looks at the log. */
    @Test
    void swapsWhileTheViewIsAheadOfWhatAProcessKnowsOfTheLog() throws IOException, SQLException {
        LogSettings asIs = LogSettings.defaults();
        LogSettings looksSeldom = new LogSettings(
                asIs.queueAppendsMax(),
                asIs.queueBytesMax(),
                asIs.batchEntriesMax(),
                asIs.batchBytesMax(),
                asIs.streamsKnownMax(),
                asIs.appendDeadline(),
                asIs.headAheadMax(),
                Duration.ofHours(1),
                asIs.retryAfter());
        try (EmbeddedPostgres server = Databases.postgres()) {
            DataSource database = Databases.postgres(server);
            try (RunningLedger one = new RunningLedger(database, home);
                    RunningLedger other = new RunningLedger(database, home, looksSeldom)) {
                one.projection().start();
                // Fewer than a batch, which the swap itself takes, and more, which it takes before.
                for (int leaves : new int[] {5, 30}) {
                    SpareGeneration spare =
                            InBatches.of(database, other.log, 20).begin().orElseThrow();
                    spare.fill(other.history.size(), done -> {});
                    one.record(new Clinic(leaves), leaves);
                    one.awaitView();
                    assertThat(other.history.size()).isLessThan(one.history.size());

                    spare.swapIn(done -> {}).remove(() -> {});

                    assertThat(Databases.rows(
                                    database,
                                    "select count(*), min(generation) from facts where generation ="
                                            + " (select generation from fact_position where live)"))
                            .containsExactly(one.history.size() + "|" + spare.generation() + "|");
                }
            }
        }
    }
}
