package org.messageledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.fact.Clinic;
import org.messageledger.fact.FactProjection;
import org.messageledger.replay.Difference;
import org.messageledger.replay.ViewCheck;
import org.messageledger.verify.StoredTable.Change;

/**
 * A thousand changes of one byte each, anywhere in what is stored, are found, each of them: 750 in the tables of the log, one
 * at a time, 250 in those of the view, ten at a time, each of which must be named. With {@code -Dledger.seed} any other
 * thousand.
 *
 * <p>Three columns are left out, because no value of theirs is wrong: {@code head.epoch}, a counter that any process may raise
 * at any time; {@code data_keys.made}, the order in which keys were made, which only tells the newest of the ledger's own;
 * {@code head.id}, which the table itself holds to 1. A text is changed into another text, for the database takes no other.
 */
class SingleByteTest extends DatabaseContract {

    private static final int LEAVES = 290;
    private static final int LOG_CHANGES = 750;
    private static final int VIEW_CHANGES = 250;
    private static final int AT_A_TIME = 10;
    private static final long SEED = Long.getLong("ledger.seed", 2026);

    @TempDir
    private Path home;

    private final Random random = new Random(SEED);

    @Test
    void areFoundEach() throws Exception {
        System.out.println("single bytes: on=" + on + " seed=" + SEED);
        try (CheckedLedger ledger = new CheckedLedger(database(), home);
                FactProjection view = ledger.view()) {
            view.start();
            Clinic clinic = new Clinic(1);
            for (int size : new int[] {1, 150, 220, LEAVES}) {
                ledger.growTo(size, clinic);
                ledger.sign();
            }
            ledger.dropTriggers();
            await().atMost(Duration.ofSeconds(30)).until(() -> view.status().nextLeaf() == LEAVES);
            assertThat(ledger.found()).isEmpty();
            changeLog(ledger);
            changeView(ledger);
        }
    }

    private static List<StoredTable> logTables(CheckedLedger ledger) throws SQLException {
        return List.of(
                new StoredTable(ledger.database, "entries", List.of("leaf_index"), Set.of()),
                new StoredTable(ledger.database, "data_keys", List.of("key_id"), Set.of("made")),
                new StoredTable(ledger.database, "tiles", List.of("tile_level", "tile_index"), Set.of()),
                new StoredTable(ledger.database, "head", List.of("id"), Set.of("id", "epoch")),
                new StoredTable(ledger.database, "batches", List.of("first_leaf"), Set.of()),
                new StoredTable(ledger.database, "checkpoints", List.of("size"), Set.of()));
    }

    private void changeLog(CheckedLedger ledger) throws SQLException {
        List<StoredTable> tables = logTables(ledger);
        List<String> missed = new ArrayList<>();
        for (int made = 0; made < LOG_CHANGES; ) {
            Change change = tables.get(made % tables.size()).any(random);
            if (!makes(change)) {
                continue;
            }
            made++;
            if (ledger.findings().none()) {
                missed.add(change.toString());
            }
            change.undo();
        }
        assertThat(missed).isEmpty();
        assertThat(ledger.found()).as("all was put back").isEmpty();
    }

    private void changeView(CheckedLedger ledger) throws SQLException {
        List<StoredTable> tables = List.of(
                new StoredTable(ledger.database, "facts", List.of("generation", "leaf_index"), Set.of()),
                new StoredTable(
                        ledger.database,
                        "postings",
                        List.of("generation", "subject_id", "role", "leaf_index"),
                        Set.of()));
        List<String> missed = new ArrayList<>();
        for (int made = 0; made < VIEW_CHANGES; made += AT_A_TIME) {
            List<Change> changes = new ArrayList<>();
            Set<Object> leaves = new HashSet<>();
            while (changes.size() < AT_A_TIME) {
                Change change = tables.get(changes.size() % tables.size()).any(random);
                if (leaves.add(change.leaf()) && makes(change)) {
                    changes.add(change);
                }
            }
            List<Difference> found = differences(ledger);
            for (Change change : changes) {
                boolean named =
                        found.stream().anyMatch(difference -> change.leaf().equals(difference.leafIndex()));
                if (!named) {
                    missed.add(change + " among " + found);
                }
                change.undo();
            }
        }
        assertThat(missed).isEmpty();
        assertThat(differences(ledger)).as("all was put back").isEmpty();
    }

    /** False when a constraint of the table refuses it. */
    private static boolean makes(Change change) {
        try {
            change.make();
            return true;
        } catch (SQLException e) {
            assertThat(e.getSQLState()).as(e.toString()).startsWith("2");
            return false;
        }
    }

    private static List<Difference> differences(CheckedLedger ledger) {
        List<Difference> found = new ArrayList<>();
        assertThat(new ViewCheck(ledger.database, ledger.log, Duration.ofSeconds(10))
                        .check(LEAVES, (phase, done, total) -> {}, found::add))
                .isPresent();
        return found;
    }
}
