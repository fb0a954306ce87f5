package org.messageledger.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must hold of the projection on every database. */
abstract class FactProjectionContract {

    @TempDir
    private Path home;

    /** An empty, migrated database, another one each time. */
    abstract DataSource database();

    @Test
    void factsAndPostingsDoNotDependOnBatchesAndRestarts() throws SQLException {
        DataSource byOne = database();
        DataSource byThousand = database();
        DataSource bySeven = database();
        try (RunningLedger ledger = new RunningLedger(database(), home);
                FactProjection ones = ledger.projection(byOne, 1)) {
            Clinic clinic = new Clinic(1);
            ones.start();
            for (int i = 0; i < 4; i++) {
                try (FactProjection sevens = ledger.projection(bySeven, 7)) {
                    sevens.start();
                    ledger.record(clinic, 60);
                } // closed wherever it is
            }
            try (FactProjection thousands = ledger.projection(byThousand, 1_000);
                    FactProjection sevens = ledger.projection(bySeven, 7)) {
                thousands.start();
                sevens.start();
                ledger.awaitCaughtUp(thousands);
                ledger.awaitCaughtUp(sevens);
                ledger.awaitCaughtUp(ones);
            }

            assertThat(Databases.rows(byOne, "select leaf_index from facts order by leaf_index"))
                    .hasSize((int) ledger.history.size());
            assertThat(everything(bySeven)).isEqualTo(everything(byOne));
            assertThat(everything(byThousand)).isEqualTo(everything(byOne));
        }
    }

    @Test
    void connectsEarlierFactsFromTheSendOn() throws SQLException {
        DataSource view = database();
        try (RunningLedger ledger = new RunningLedger(database(), home);
                FactProjection projection = ledger.projection(view, 1_000)) {
            long read = ledger.history.size();
            ledger.record(Commands.read("portal:1"));
            ledger.record(Commands.list("portal:1", "portal:2"));
            ledger.record(Commands.send("portal:1", "thread:1", "patient:1"));
            ledger.record(Commands.read("portal:1"));
            projection.start();
            ledger.awaitCaughtUp(projection);

            assertThat(postings(view, SubjectKind.THREAD, "thread:1"))
                    .containsExactly(
                            "MessageReadRefused " + read + " from " + (read + 2),
                            "MessagesListed " + (read + 1) + " from " + (read + 2),
                            "MessageSent " + (read + 2),
                            "MessageRead " + (read + 3));
            assertThat(postings(view, SubjectKind.PATIENT, "patient:1"))
                    .containsExactly(
                            "OF_MESSAGE " + read + " from " + (read + 2),
                            "OF_MESSAGE " + (read + 1) + " from " + (read + 2),
                            "NAMED " + (read + 2),
                            "OF_MESSAGE " + (read + 3));
        }
    }

    @Test
    @SuppressWarnings("try") // closing one of them early is the test
    void onlyOneOfTwoProcessesMovesThePosition() throws SQLException {
        DataSource view = database();
        try (RunningLedger ledger = new RunningLedger(database(), home);
                FactProjection one = ledger.projection(view, 10, Duration.ofSeconds(10));
                FactProjection two = ledger.projection(view, 10, Duration.ofSeconds(10))) {
            one.start();
            two.start();
            ledger.record(new Clinic(3), 100);
            ledger.awaitCaughtUp(two);
            one.close(); // gives its claim back, if it was the one

            ledger.record(new Clinic(4), 50);
            ledger.awaitCaughtUp(two);

            assertThat(Databases.rows(view, "select leaf_index from facts order by leaf_index"))
                    .hasSize((int) ledger.history.size());
        }
    }

    /** By leaf, each as the role and the leaf, and the one that made it known if that was another. */
    private static List<String> postings(DataSource view, SubjectKind kind, String subjectId) throws SQLException {
        Map<Integer, String> names = new HashMap<>();
        if (kind == SubjectKind.THREAD) {
            Role.EVENTS.forEach(event -> names.put((int) RoleCode.of(kind, event), event));
        } else {
            Arrays.stream(Role.values()).forEach(role -> names.put((int) RoleCode.of(kind, role), role.name()));
        }
        List<String> postings = new ArrayList<>();
        try (Connection connection = view.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select role, leaf_index, known_from
                        from postings
                        where subject_id = '%s'
                        order by leaf_index, role
                        """.formatted(subjectId))) {
            while (rows.next()) {
                String known = rows.getString(3) == null ? "" : " from " + rows.getString(3);
                postings.add(names.get(rows.getInt(1)) + " " + rows.getLong(2) + known);
            }
        }
        return postings;
    }

    private static List<String> everything(DataSource view) throws SQLException {
        List<String> all = new ArrayList<>();
        all.addAll(Databases.rows(view, "select * from facts order by leaf_index"));
        all.addAll(Databases.rows(view, """
                select subject_id, role, leaf_index, known_from, irregularities
                from postings
                order by leaf_index, subject_id, role
                """));
        all.addAll(Databases.rows(view, "select generation, next_leaf, live from fact_position"));
        return all;
    }
}
