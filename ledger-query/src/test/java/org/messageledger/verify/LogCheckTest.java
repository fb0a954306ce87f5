package org.messageledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.fact.Clinic;
import org.messageledger.tree.TreeHead;

/** A check of the stored log finds nothing in one that is as it was written, and names what is not. */
@SuppressWarnings("NullAway.Init") // made before each test
class LogCheckTest extends DatabaseContract {

    private static final int LEAVES = 300;

    @TempDir
    private Path home;

    private CheckedLedger ledger;

    @BeforeEach
    void found() throws Exception {
        ledger = new CheckedLedger(database(), home);
        Clinic clinic = new Clinic(1);
        ledger.growTo(101, clinic);
        ledger.sign();
        ledger.growTo(LEAVES, clinic);
        ledger.sign();
        ledger.dropTriggers();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private Finding only() {
        List<Finding> found = ledger.found();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private List<String> tables() {
        return ledger.found().stream().map(Finding::table).distinct().toList();
    }

    @Test
    void findsNothingInALogAsItWasWrittenAndSaysHowFarItWas() throws Exception {
        List<Long> done = new ArrayList<>();
        Findings findings = new Findings();

        TreeHead head = ledger.check().run(findings, (leaves, size) -> {
            assertThat(size).isEqualTo(LEAVES);
            done.add(leaves);
        });

        assertThat(findings.listed()).isEmpty();
        assertThat(findings.none()).isTrue();
        assertThat(head).isEqualTo(ledger.log.head().tree());
        assertThat(done).containsExactly(256L, (long) LEAVES);
    }

    @Test
    void findsNothingInALogThatGrowsMeanwhile() throws Exception {
        Findings findings = new Findings();
        Clinic clinic = new Clinic(2);

        TreeHead head = ledger.check().run(findings, (leaves, size) -> {
            ledger.growTo(ledger.log.head().size() + 20, clinic);
            try {
                ledger.sign();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(findings.listed()).isEmpty();
        assertThat(head.size()).isEqualTo(LEAVES);
        assertThat(ledger.log.head().size()).isGreaterThan(LEAVES);
        assertThat(ledger.found()).isEmpty();
    }

    @Test
    void namesAnEntryThatWasChanged() throws Exception {
        ledger.execute("update entries set entry = (select entry from entries where leaf_index = 20)"
                + " where leaf_index = 7");

        List<Finding> found = ledger.found();
        assertThat(found).allSatisfy(finding -> assertThat(finding.table()).isIn("entries", "batches"));
        assertThat(found)
                .anySatisfy(finding -> {
                    assertThat(finding.leafIndex()).isEqualTo(7);
                    assertThat(finding.words()).contains("replaced by a copy of the entry of leaf 20", "tile 0/0");
                })
                .anySatisfy(finding ->
                        assertThat(finding.words()).contains("the column event_id holds", "the entry itself says"));
    }

    @Test
    void namesAnEntryBehindTheLastFullTileThatWasChanged() throws Exception {
        ledger.execute("update entries set entry = (select entry from entries where leaf_index = 293)"
                + " where leaf_index = 295");

        assertThat(ledger.found())
                .filteredOn(finding -> finding.words().contains("the entries were changed"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.table()).isEqualTo("entries");
                    assertThat(finding.leafIndex()).isEqualTo(295);
                });
    }

    @Test
    void namesAnEntryThatIsMissing() throws Exception {
        ledger.execute("delete from entries where leaf_index = 7");
        assertThat(ledger.found())
                .anySatisfy(finding -> assertThat(finding)
                        .extracting(Finding::table, Finding::leafIndex, Finding::words)
                        .containsExactly("entries", 7L, "the entry is missing (deleted)"))
                .allSatisfy(finding -> assertThat(finding.table()).isIn("entries", "data_keys"));
    }

    @Test
    void namesLeavesThatWereTruncatedAndThoseBeyondTheHead() throws Exception {
        ledger.execute("delete from entries where leaf_index >= 290");
        assertThat(ledger.found()).anySatisfy(finding -> assertThat(finding)
                .extracting(Finding::table, Finding::leafIndex, Finding::place)
                .containsExactly("entries", 290L, "leaves 290 to 299"));

        ledger.execute("update head set size = 280");
        assertThat(ledger.found())
                .anySatisfy(finding -> assertThat(finding.words()).contains("stand beyond the head"))
                .anySatisfy(finding -> assertThat(finding.toString())
                        .contains("home, the head that this process has shown: has the size 300", "restored backup"));
    }

    @Test
    void tellsWhetherTheTileOrTheEntryWasChanged() throws Exception {
        ledger.execute(
                "update tiles set hashes = (select root from batches where first_leaf = 3) where tile_index = 0");
        assertThat(only().words()).contains("has 32 bytes, 8192 are due");

        ledger.execute("delete from tiles");
        assertThat(only().words()).isEqualTo("is missing");
    }

    @Test
    void namesATileThatShouldNotBeThere() throws Exception {
        ledger.execute("insert into tiles (tile_level, tile_index, hashes) select 1, 0, hashes from tiles");
        assertThat(only().words()).startsWith("1 more are stored");
    }

    @Test
    void namesABatchRow() throws Exception {
        ledger.execute(
                "update batches set root = (select root from batches where first_leaf = 3) where first_leaf = 5");
        assertThat(only()).satisfies(finding -> {
            assertThat(finding.table()).isEqualTo("batches");
            assertThat(finding.leafIndex()).isEqualTo(5);
            assertThat(finding.words()).contains("has another root than its entries lead to");
        });
    }

    @Test
    void namesBatchRowsThatDoNotFollowEachOther() throws Exception {
        ledger.execute("update batches set size = 9 where first_leaf = 5");
        assertThat(only().words()).contains("ends at 9, but the next begins at 6");
        ledger.execute("update batches set size = 6 where first_leaf = 5");
        assertThat(ledger.found()).isEmpty();

        ledger.execute("delete from batches where first_leaf = 6");
        assertThat(only().words()).contains("ends at 6, but the next begins at 7");
        ledger.execute("delete from batches where first_leaf = 0");
        assertThat(ledger.found())
                .anySatisfy(finding -> assertThat(finding.toString()).contains("leaves 0 to 0: are in no batch"));
    }

    @Test
    void namesATimeThatIsNotTheEntries() throws Exception {
        ledger.execute("update batches set recorded_at = recorded_at + 1 where first_leaf = 5");
        assertThat(only().words()).contains("says that its entries were recorded at", "the entry of leaf 5 says");
    }

    @Test
    void namesWhatIsWrongWithTheHead() throws Exception {
        Map<String, String> changes = Map.of(
                "root = (select root from batches where first_leaf = 3)", "the root was changed",
                "right_edge = (select root from batches where first_leaf = 3)", "the right edge was changed",
                "recorded_at = recorded_at + 1", "recordedAt was changed");
        for (Map.Entry<String, String> change : changes.entrySet()) {
            ledger.execute("create table kept as select * from head");
            ledger.execute("update head set " + change.getKey());
            assertThat(only().toString()).contains("head, the head: " + change.getValue());
            ledger.execute("delete from head");
            ledger.execute("insert into head select * from kept");
            ledger.execute("drop table kept");
            assertThat(ledger.found()).isEmpty();
        }
    }

    @Test
    void namesKeyColumnsThatAreNotTheEntries() throws Exception {
        ledger.execute("update entries set stream = 'message/another' where leaf_index = 7");
        assertThat(ledger.found())
                .anySatisfy(finding -> assertThat(finding)
                        .extracting(Finding::table, Finding::leafIndex)
                        .containsExactly("entries", 7L))
                .anySatisfy(finding -> assertThat(finding.words())
                        .contains("the column stream holds message/another, the entry itself says"));
    }

    @Test
    void namesAKeyThatIsGoneOrAnother() throws Exception {
        assertThat(tables()).isEmpty();
        ledger.execute("create table kept as select * from data_keys");
        ledger.execute("update data_keys set wrapped = (select min(wrapped) from data_keys where kind = 'RECORD')"
                + " where kind = 'CONTENT'");
        assertThat(tables()).containsExactly("data_keys");
        assertThat(ledger.found().get(0).words()).contains("does not open what it sealed");

        ledger.execute("delete from data_keys where kind = 'CONTENT'");
        assertThat(ledger.found())
                .allSatisfy(finding -> assertThat(finding.words()).contains("is missing"));

        ledger.execute("delete from data_keys");
        assertThat(ledger.found())
                .extracting(Finding::place, Finding::words)
                .contains(
                        tuple("the ledger's own keys", "the RECORD key is missing"),
                        tuple("the ledger's own keys", "the FOUNDING key is missing"));
    }

    @Test
    void namesAKeyThatNoEntryNeeds() throws Exception {
        ledger.execute("insert into data_keys (key_id, kind, subject, wrapped)"
                + " select event_id, 'CONTENT', 'x', entry from entries where leaf_index = 0");
        assertThat(only().words()).isEqualTo("1 more are stored than entries name");
    }

    @Test
    void namesACheckpoint() throws Exception {
        ledger.execute("update checkpoints set size = 100 where size = 101");
        assertThat(only()).satisfies(finding -> {
            assertThat(finding.place()).isEqualTo("checkpoint of size 100");
            assertThat(finding.words()).contains("but is of size 101");
        });
        ledger.execute("delete from checkpoints where size = 300");
        assertThat(ledger.found()).anySatisfy(finding -> assertThat(finding.toString())
                .contains("checkpoints, checkpoint of size 300: is in the home, and not"));
    }

    @Test
    void countsAllAndListsTheFirstOfEachTable() throws Exception {
        ledger.execute("update batches set recorded_at = 5");
        Findings findings = ledger.findings();
        assertThat(findings.listed()).hasSize(Findings.LISTED_MAX);
        assertThat(findings.counts()).containsOnlyKeys("batches");
        assertThat(findings.counts().get("batches")).isGreaterThan(Findings.LISTED_MAX);
    }
}
