package org.messageledger.fact;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
