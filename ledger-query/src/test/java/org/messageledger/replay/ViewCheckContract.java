package org.messageledger.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.fact.Clinic;
import org.messageledger.fact.FactStorageException;
import org.messageledger.fact.Generations;
import org.messageledger.fact.InBatches;
import org.messageledger.fact.RunningLedger;
import org.messageledger.fact.SpareGeneration;
import org.messageledger.fact.ViewTable;
import org.messageledger.replay.Difference.Kind;

/** What must hold of the comparison of the view with the log on every database. */
@SuppressWarnings("NullAway.Init") // made before each test
abstract class ViewCheckContract {

    private static final String LIVE = "generation = (select generation from fact_position where live)";

    @TempDir
    private Path home;

    DataSource database;
    RunningLedger ledger;

    /** An empty, migrated database, another one each time. */
    abstract DataSource database();

    @BeforeEach
    void start() {
        database = database();
        ledger = new RunningLedger(database, home);
        ledger.record(new Clinic(21), 400);
        ledger.projection().start();
        ledger.awaitView();
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    @Test
    void findsAViewEqualAsOfAnyLeafInBatchesOfAnySize() throws SQLException {
        Random random = new Random(22);
        List<Long> sizes = new ArrayList<>(List.of(0L, 1L, ledger.history.size()));
        random.longs(6, 2, ledger.history.size()).forEach(sizes::add);
        for (long size : sizes) {
            List<Difference> found = new ArrayList<>();
            int batchSize = 1 + random.nextInt(50);
            ViewFindings findings = check(batchSize)
                    .check(size, (phase, done, total) -> {}, found::add)
                    .orElseThrow();

            assertThat(found).as("size=" + size + " batchSize=" + batchSize).isEmpty();
            assertThat(findings.leafIndex()).isEqualTo(size - 1);
            assertThat(findings.facts()).isEqualTo(size);
            assertThat(findings.differences()).isZero();
            assertThat(findings.digest())
                    .as("size=" + size)
                    .isEqualTo(findings.liveDigest())
                    .isEqualTo(NaiveDigest.of(database, size - 1));
        }
        assertThat(number("select count(*) from fact_position")).isOne();
        assertThat(number("select count(*) from facts where not " + LIVE)).isZero();
        assertThat(number("select count(*) from postings where not " + LIVE)).isZero();
    }

    @Test
    void findsEveryFactThatWasAlteredInAnyColumn() throws SQLException {
        List<String> expected = new ArrayList<>();
        List<String> columns = ViewTable.FACTS.columns();
        for (int i = 1; i < columns.size(); i++) {
            long leaf = 10L * i + 3;
            execute("update facts set " + columns.get(i) + " = " + another(columns.get(i)) + " where leaf_index = "
                    + leaf);
            expected.add("leaf " + leaf + ": fact differs from the log in " + columns.get(i));
        }

        List<Difference> found = new ArrayList<>();
        ViewFindings findings = checkAll(found);

        assertThat(found).extracting(Difference::words).containsExactlyElementsOf(expected);
        assertThat(findings.differences()).isEqualTo(expected.size());
        assertThat(findings.digest()).isNotEqualTo(findings.liveDigest());
    }

    private static String another(String column) {
        return switch (column) {
            case "event_id" -> "cast('00000000-0000-4000-8000-000000000000' as uuid)";
            case "recorded_at", "occurred_at" -> "coalesce(" + column + ", 0) + 1";
            case "urgent" -> "not coalesce(urgent, false)";
            default -> "'X'";
        };
    }

    @Test
    void findsEveryPostingThatWasAlteredInAnyColumn() throws SQLException {
        long inSubject = alterActor(20, "subject_id = 'nobody'");
        long inRole = alterActor(40, "role = 310");
        long inLeaf = alterActor(60, "leaf_index = 1000000");
        long inKnownFrom = alterActor(80, "known_from = 1000000");
        long inIrregularities = alterActor(100, "irregularities = 'X'");
        long backFilled = number("select min(leaf_index) from postings where known_from is not null");
        execute("update postings set known_from = null where leaf_index = " + backFilled);

        List<Difference> found = new ArrayList<>();
        ViewFindings findings = checkAll(found);

        assertThat(found).allMatch(it -> it.table() == ViewTable.POSTINGS);
        assertThat(kinds(found, inSubject)).containsExactlyInAnyOrder(Kind.MISSING, Kind.EXTRA);
        assertThat(kinds(found, inRole)).containsExactlyInAnyOrder(Kind.MISSING, Kind.EXTRA);
        assertThat(kinds(found, inLeaf)).containsExactly(Kind.MISSING);
        assertThat(kinds(found, 1_000_000)).containsExactly(Kind.EXTRA);
        assertThat(columns(found, inKnownFrom)).containsExactly(List.of("known_from"));
        assertThat(columns(found, inIrregularities)).containsExactly(List.of("irregularities"));
        assertThat(columns(found, backFilled)).isNotEmpty().containsOnly(List.of("known_from"));
        assertThat(findings.differences()).isEqualTo(found.size());
    }

    /** Alters the posting of the actor of a leaf from this one on, and names the leaf. */
    private long alterActor(long from, String change) throws SQLException {
        long leaf = number("select min(leaf_index) from postings where role in (301, 303) and leaf_index >= " + from);
        execute("update postings set " + change + " where role in (301, 303) and leaf_index = " + leaf);
        return leaf;
    }

    private static List<Kind> kinds(List<Difference> found, long leaf) {
        return found.stream()
                .filter(it -> it.leafIndex() == leaf)
                .map(Difference::kind)
                .toList();
    }

    private static List<List<String>> columns(List<Difference> found, long leaf) {
        return found.stream()
                .filter(it -> it.leafIndex() == leaf)
                .map(Difference::columns)
                .toList();
    }

    @Test
    void findsRowsThatWereRemovedAndAdded() throws SQLException {
        long size = ledger.history.size();
        execute("delete from facts where leaf_index = 7");
        long ofSeven = number("select count(*) from postings where leaf_index = 7");
        execute("delete from postings where leaf_index = 7");
        execute(
                "insert into facts (generation, leaf_index, event_id, event, recorded_at, emitter, irregularities, patient_ids,"
                        + " detail) values (1, " + (size + 1000)
                        + ", cast('00000000-0000-4000-8000-000000000000' as uuid), 'X', 0, 'X',"
                        + " '', '', '{}')");
        execute("insert into postings (leaf_index, generation, role, subject_id) values (8, 1, 301, 'nobody')");

        List<Difference> found = new ArrayList<>();
        ViewFindings findings = checkAll(found);

        assertThat(found)
                .extracting(Difference::words)
                .contains(
                        "leaf 7: fact is missing in the view",
                        "leaf " + (size + 1000) + ": fact is in the view and does not follow from the log",
                        "leaf 8: posting of nobody (person, ACTOR) is in the view and does not follow from the log");
        assertThat(findings.differences()).isEqualTo(3 + ofSeven);
    }

    /** Disclosures had no role of their own before: none of those would be in an accounting. */
    @Test
    void findsAViewFromBeforeDisclosuresHadARoleEqualOnceItIsMigrated() throws Exception {
        execute("update postings set role = case when exists (select 1 from facts f"
                + " where f.generation = postings.generation and f.leaf_index = postings.leaf_index"
                + " and f.patient_ids like concat('%,', postings.subject_id, ',%')) then 408 else 409 end"
                + " where role = 411");
        assertThat(number("select count(distinct role) from postings where role in (408, 409) and exists (select 1"
                        + " from facts f where f.generation = postings.generation"
                        + " and f.leaf_index = postings.leaf_index and f.event = 'MessageDisclosed')"))
                .isEqualTo(2);
        assertThat(checkAll(new ArrayList<>()).differences()).isPositive();

        migrate("V15__disclosed.sql");

        List<Difference> found = new ArrayList<>();
        assertThat(checkAll(found).differences()).as("%s", found).isZero();
    }

    /** Rare values had no postings before: searches for refusals would find none. */
    @Test
    void findsAViewFromBeforeRareValuesHadPostingsEqualOnceItIsMigrated() throws Exception {
        long postings = number("select count(*) from postings where role = 712");
        execute("delete from postings where role = 712");
        assertThat(checkAll(new ArrayList<>()).differences()).isEqualTo(postings);

        migrate("V16__rare_values.sql");

        List<Difference> found = new ArrayList<>();
        assertThat(checkAll(found).differences()).as("%s", found).isZero();
    }

    private void migrate(String migration) throws Exception {
        try (InputStream sql = ViewCheck.class.getResourceAsStream("/db/query/" + migration)) {
            execute(new String(Objects.requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void runsOnceAtATime() {
        List<Optional<ViewFindings>> second = new ArrayList<>();
        ViewFindings findings = check(100)
                .check(
                        ledger.history.size(),
                        (phase, done, total) -> {
                            if (phase == Progress.Phase.REBUILDING && second.isEmpty()) {
                                second.add(check(100).check(1, (p, d, t) -> {}, it -> {}));
                            }
                        },
                        it -> {})
                .orElseThrow();

        assertThat(second).containsExactly(Optional.empty());
        assertThat(findings.differences()).isZero();
    }

    /** A process that stood still for too long has read what another one was removing meanwhile: nobody may believe that. */
    @Test
    void accusesNobodyOnceAnotherHasTakenOver() throws SQLException {
        Generations generations = InBatches.of(database, ledger.log, 1_000);
        ViewCheck check = new ViewCheck(generations, database);
        SpareGeneration slow = generations.begin().orElseThrow();
        long size = ledger.history.size();
        slow.fill(size, done -> {});
        execute("update fact_position set claimed_at = 0 where not live");
        generations.begin().orElseThrow().fill(0, done -> {});

        assertThatThrownBy(() -> check.compare(slow, size, (phase, done, total) -> {}, it -> {}))
                .isInstanceOf(FactStorageException.class)
                .hasMessageContaining("taken the generation over");
    }

    /** What came after the leaf is read as well: the claim must not lapse meanwhile, and who ends it must be heard. */
    @Test
    void isHeardOfWhileItReadsWhatCameLater() throws SQLException {
        execute("insert into postings (leaf_index, generation, role, subject_id)"
                + " select p.leaf_index, p.generation, p.role, concat(p.subject_id, ':', f.leaf_index)"
                + " from postings p, facts f where p.leaf_index > 300 and f.leaf_index < 100");
        long pages = number("select count(*) from postings") / 2_000;
        assertThat(pages).isGreaterThan(5);
        AtomicLong heard = new AtomicLong();

        ViewFindings findings = check(1_000)
                .check(
                        1,
                        (phase, done, total) -> {
                            if (phase == Progress.Phase.COMPARING) {
                                heard.incrementAndGet();
                            }
                        },
                        it -> {})
                .orElseThrow();

        assertThat(findings.differences()).isZero();
        assertThat(heard.get()).isGreaterThan(pages);
    }

    @Test
    void leavesNothingBehindWhenItIsEnded() throws SQLException {
        assertThatThrownBy(() -> check(10)
                        .check(
                                ledger.history.size(),
                                (phase, done, total) -> {
                                    if (phase == Progress.Phase.REBUILDING && done > total / 2) {
                                        throw new CancellationException("enough");
                                    }
                                },
                                it -> {}))
                .isInstanceOf(CancellationException.class);

        assertThat(number("select count(*) from fact_position")).isOne();
        assertThat(number("select count(*) from facts where not " + LIVE)).isZero();
        assertThat(number("select count(*) from postings where not " + LIVE)).isZero();
    }

    private ViewFindings checkAll(List<Difference> found) {
        return check(1_000)
                .check(ledger.history.size(), (phase, done, total) -> {}, found::add)
                .orElseThrow();
    }

    private ViewCheck check(int batchSize) {
        return new ViewCheck(InBatches.of(database, ledger.log, batchSize), database);
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).as(sql).isPositive();
        }
    }

    long number(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
