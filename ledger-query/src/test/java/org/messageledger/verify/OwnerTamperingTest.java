package org.messageledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.checkpoint.RolledBackException;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.checkpoint.WitnessPolicy;
import org.messageledger.eventstore.IdentityException;
import org.messageledger.fact.Clinic;
import org.messageledger.log.Entry;
import org.messageledger.tree.TreeHead;

/**
 * What an owner of the database can do to a ledger, with its triggers gone, and who finds it: the check, the next start, a
 * process that runs meanwhile, the signer, an auditor with an old checkpoint. Each is told what it is, and where.
 */
@SuppressWarnings("NullAway.Init") // made before each test
class OwnerTamperingTest extends DatabaseContract {

    private static final int SIGNED = 200;
    private static final int LEAVES = 300;

    @TempDir
    private Path home;

    private DataSource database;
    private CheckedLedger ledger;

    @BeforeEach
    void found() throws Exception {
        database = database();
        ledger = new CheckedLedger(database, home);
        Clinic clinic = new Clinic(3);
        ledger.growTo(SIGNED, clinic);
        ledger.sign();
        ledger.growTo(LEAVES, clinic);
        ledger.dropTriggers();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    /** As a process that is started again. */
    private void restart() {
        ledger.close();
        ledger = new CheckedLedger(database, home);
    }

    private Finding finding(String table, long leaf) {
        return ledger.found().stream()
                .filter(finding -> finding.table().equals(table)
                        && Long.valueOf(leaf).equals(finding.leafIndex())
                        && finding.words().startsWith("the entry "))
                .findFirst()
                .orElseThrow(() -> new AssertionError(ledger.found().toString()));
    }

    private void moveLeaf(long from, long to) throws SQLException {
        ledger.execute("update entries set leaf_index = " + to + " where leaf_index = " + from);
    }

    @Test
    void swappedEntriesAreNamed() throws Exception {
        moveLeaf(20, 1_000_000);
        moveLeaf(40, 20);
        moveLeaf(1_000_000, 40);

        assertThat(finding("entries", 20).words()).startsWith("the entry was swapped with the entry of leaf 40");
    }

    @Test
    void anInsertedEntryIsNamed() throws Exception {
        ledger.execute("update entries set leaf_index = leaf_index + 1000000 where leaf_index >= 30");
        ledger.execute("update entries set leaf_index = leaf_index - 999999 where leaf_index >= 1000000");
        ledger.execute(
                "insert into entries (leaf_index, event_id, stream, sequence_number, entry) select 30,"
                        + " (select key_id from data_keys where kind = 'FOUNDING'), null, 0, entry from entries where leaf_index = 5");

        assertThat(finding("entries", 30).words()).contains("stands one place further on", "(inserted)");
        assertThat(ledger.found()).anySatisfy(finding -> assertThat(finding.toString())
                .isEqualTo("entries, leaves 300 to 300: stand beyond the head, whose size is 300: they were"
                        + " inserted, or it was changed"));
    }

    @Test
    void aDeletedEntryIsNamedWhetherOrNotTheOthersMoveUp() throws Exception {
        ledger.execute("delete from entries where leaf_index = 30");
        assertThat(finding("entries", 30).words()).isEqualTo("the entry is missing (deleted)");

        ledger.execute("update entries set leaf_index = leaf_index + 1000000 where leaf_index > 30");
        ledger.execute("update entries set leaf_index = leaf_index - 1000001 where leaf_index >= 1000000");
        assertThat(finding("entries", 30).words())
                .startsWith("the entry is missing; the entry of the next leaf stands in its place (deleted)");
        assertThat(ledger.found()).anySatisfy(finding -> assertThat(finding.toString())
                .startsWith("entries, leaves 299 to 299: the entries are missing: the log was truncated"));
    }

    /** Entries, tiles, batch rows and head fit each other; nothing but what was kept outside tells. */
    private void rewrite(int leaf) throws SQLException {
        new RewrittenLog(database).alter(entries -> {
            String text = new String(entries.get(leaf), StandardCharsets.UTF_8);
            entries.set(leaf, text.replace("\"portal\"", "\"portaI\"").getBytes(StandardCharsets.UTF_8));
        });
    }

    @Test
    void aConsistentlyRewrittenLogIsNamedByWhatWasSignedAndAcknowledged() throws Exception {
        TreeHead then = ledger.log.head().tree();
        rewrite(100);

        List<Finding> found = ledger.found();
        assertThat(found)
                .allSatisfy(finding -> assertThat(finding.table()).isIn("checkpoints", "home"))
                .anySatisfy(finding -> assertThat(finding.toString())
                        .startsWith(
                                "checkpoints, checkpoint of size 200: is not consistent with this log: its first 200"
                                        + " leaves had the root "))
                .anySatisfy(finding -> assertThat(finding.place()).isEqualTo("the head that this process has shown"));

        if (on == On.H2) { // else a process that runs has read the head, and stopped
            assertThatThrownBy(ledger::sign)
                    .isInstanceOf(RolledBackException.class)
                    .hasMessageContaining("no consistency proof verifies")
                    .hasMessageContainingAll("has size 200", "the log has size 300");
        } else {
            assertThatThrownBy(ledger::sign).hasMessageContaining("head differs from the acknowledged one");
        }

        restart();
        assertThat(ledger.log.status().appending()).isFalse();
        assertThat(ledger.log.status().statement())
                .contains("head differs from the acknowledged one", then.root().toString())
                .contains("readRoot=" + ledger.log.head().tree().root());
        assertThat(ledger.log.read(100, 1)).as("it can still be asked").hasSize(1);
        assertThat(ledger.found()).anySatisfy(finding -> assertThat(finding.toString())
                .startsWith("home, the acknowledged head: is not consistent with this log"));
    }

    /** The batch row at the acknowledged size is left as it was, so that it vouches for what is no longer there. */
    @Test
    void aRewrittenLogThatHasGrownIsNamedByAProof() throws Exception {
        restart();
        Path earlier = Files.copy(home.resolve("acknowledged-head"), home.resolve("earlier"));
        ledger.growTo(LEAVES + 5, new Clinic(4));
        ledger.execute("create table kept as select * from batches");
        rewrite(250);
        ledger.execute("update batches set root = (select root from kept where kept.first_leaf = batches.first_leaf)");
        Files.copy(earlier, home.resolve("acknowledged-head"), StandardCopyOption.REPLACE_EXISTING);
        ledger.close();
        Files.copy(earlier, home.resolve("acknowledged-head"), StandardCopyOption.REPLACE_EXISTING);

        ledger = new CheckedLedger(database, home);

        assertThat(ledger.log.status().statement())
                .contains(
                        "no consistency proof leads from the acknowledged head",
                        "acknowledgedSize=300",
                        "readSize=305");
    }

    /** Checkpoints of the database, the home and everything in it are rewritten too: only who kept one elsewhere can tell. */
    @Test
    void aLogRewrittenTogetherWithAllItsCheckpointsIsNamedByAnOldOne() throws Exception {
        ledger.sign();
        Path old = Files.copy(home.resolve("checkpoint"), home.resolve("old"));
        rewrite(100);
        ledger.execute("delete from checkpoints");
        Files.delete(home.resolve("checkpoint"));
        ledger.close();
        Files.delete(home.resolve("acknowledged-head"));
        ledger = new CheckedLedger(database, home);
        ledger.sign();
        assertThat(ledger.found()).as("nothing that is left can tell").isEmpty();

        Path copy = home.resolve("copy");
        StaticLogWriter writer = new StaticLogWriter(copy);
        List<byte[]> entries = new ArrayList<>();
        for (Entry entry : ledger.log.read(0, LEAVES)) {
            entries.add(entry.bytes());
        }
        writer.append(entries.iterator());
        assertThat(writer.finish()).isEqualTo(ledger.log.head().tree());
        SignedNote published = SignedNote.parse(Files.readAllBytes(home.resolve("checkpoint")));
        writer.publish(published.toBytes());
        Trust trust = new Trust(
                List.of(ledger.identity.history().names().newest().keys().get(0)), WitnessPolicy.NONE);
        LogVerifier verifier = new LogVerifier(trust);
        assertThat(verifier.verifyLog(new LogFolder(copy), List.of(), (done, total) -> {}))
                .isNotEmpty();

        assertThatThrownBy(() -> verifier.verifyLog(
                        new LogFolder(copy),
                        List.of(new NamedBytes("old", Files.readAllBytes(old))),
                        (done, total) -> {}))
                .isInstanceOf(LogFault.class)
                .hasMessageStartingWith("old: is not consistent with this log: the first 300 leaves had the root ");
    }

    /** What a backup would bring back: everything as it was at this size. */
    private void restoreBackupOf(int size) throws SQLException {
        ledger.execute("delete from entries where leaf_index >= " + size);
        ledger.execute("delete from batches where first_leaf >= " + size);
        ledger.execute("delete from tiles where (tile_index + 1) * 256 > " + size);
        ledger.execute("delete from head");
        ledger.execute("insert into head select * from backup");
        ledger.execute("delete from data_keys where key_id not in (select key_id from backup_keys)");
    }

    /** Newer than the last checkpoint, which it follows from, and older than the last head that was acknowledged. */
    @Test
    void aRestoredBackupIsNamedThoughNothingThatWasSignedIsMissing() throws Exception {
        ledger.execute("create table backup as select * from head");
        ledger.execute("create table backup_keys as select key_id from data_keys");
        ledger.growTo(LEAVES + 10, new Clinic(5));
        restart();
        restoreBackupOf(LEAVES);

        assertThat(ledger.found()).extracting(Finding::toString).anySatisfy(words -> assertThat(words)
                .startsWith("home, the acknowledged head: has the size 310 and the root ")
                .contains("the log has the size 300 and the root ", "a restored backup"));
        if (on == On.POSTGRESQL) { // where others may append, a process that runs reads the head all the time
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !ledger.log.status().appending());
            assertThat(ledger.log.status().statement())
                    .contains("head is behind the acknowledged one", "acknowledgedSize=310", "readSize=300");
        }

        restart();
        assertThat(ledger.log.status().appending()).isFalse();
        assertThat(ledger.log.status().statement())
                .contains("head is behind the acknowledged one", "acknowledgedSize=310", "readSize=300");
        assertThat(ledger.log.read(0, 1)).as("it can still be asked").hasSize(1);
        assertThatThrownBy(ledger::sign).as("and not signed").hasMessageContaining("the log has stopped");
    }

    @Test
    void replacedKeyFilesAreNamed() throws Exception {
        Path keys = home.resolve("keys");
        Path other = home.resolve("other");
        Files.createDirectories(other);
        try (CheckedLedger another = new CheckedLedger(database(), other)) {
            assertThat(another.log.head().size()).isEqualTo(1);
        }
        for (String file : List.of("log.pem", "wrapping.key")) {
            Path mine = Files.move(keys.resolve(file), home.resolve(file));
            Files.copy(other.resolve("keys").resolve(file), keys.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
            ledger.close();
            assertThatThrownBy(() -> new CheckedLedger(database, home))
                    .isInstanceOf(IdentityException.class)
                    .hasMessageContaining(file.equals("log.pem") ? "this log has another key" : "cannot be used");
            Files.move(mine, keys.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            ledger = new CheckedLedger(database, home);
        }
        assertThat(ledger.found()).isEmpty();
    }
}
