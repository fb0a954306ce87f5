package org.messageledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.LogKey;
import org.messageledger.checkpoint.RolledBackException;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.checkpoint.WitnessPolicy;
import org.messageledger.eventstore.RestoredBackup.Step;
import org.messageledger.ledger.LedgerFounded;
import org.messageledger.ledger.LedgerFounded.Acknowledged;
import org.messageledger.ledger.LedgerFounded.Restored;
import org.messageledger.log.Entry;
import org.messageledger.log.jdbc.EmbeddedDatabase;
import org.messageledger.log.jdbc.JdbcCheckpointStore;
import org.messageledger.log.jdbc.Migrations;
import org.messageledger.log.jdbc.Pools;
import org.messageledger.tree.TreeHead;
import org.messageledger.verify.LogFault;
import org.messageledger.verify.LogFolder;
import org.messageledger.verify.LogVerifier;
import org.messageledger.verify.Trust;

/** A backup that was restored on purpose goes on under another name, which says what was lost; the old key is never used again. */
@ParameterizedClass
@EnumSource(DeliberateRestoreTest.On.class)
@SuppressWarnings("NullAway.Init") // made before each test
class DeliberateRestoreTest {

    enum On {
        H2,
        POSTGRESQL
    }

    /** Founding and three messages. */
    private static final int BACKUP_SIZE = 4;

    private static @Nullable EmbeddedPostgres server;

    @Parameter
    On on;

    @TempDir
    private Path home;

    private String database;
    private Path backup;

    private VerifierKey oldKey;
    private SignedNote signedBefore;
    private SignedNote lost;
    private TreeHead acknowledged;
    private List<byte[]> entries;

    private static EmbeddedPostgres server() throws IOException {
        EmbeddedPostgres running = server;
        if (running == null) {
            running = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("full_page_writes", "on")
                    .start();
            server = running;
        }
        return running;
    }

    @AfterAll
    static void stopServer() throws IOException {
        EmbeddedPostgres running = server;
        server = null;
        if (running != null) {
            running.close();
        }
    }

    /** Three messages and a checkpoint are in the backup, two more and another checkpoint are not. */
    @BeforeEach
    void loseTwoEntries() throws Exception {
        database = "ledger_" + UUID.randomUUID().toString().replace('-', '_');
        if (on == On.POSTGRESQL) {
            execute("create database " + database);
        }
        Migrations.migrated(pool()).unwrap(HikariDataSource.class).close();
        try (GuardedLedger ledger = GuardedLedger.open(pool(), home)) {
            ledger.send("mail:1").send("mail:2");
            signedBefore = ledger.sign();
            ledger.send("mail:3");
            entries = bytes(ledger.log.read(0, BACKUP_SIZE));
        }
        backUp();
        try (GuardedLedger ledger = GuardedLedger.open(pool(), home)) {
            oldKey = ledger.identity.history().names().newest().keys().get(0);
            ledger.send("mail:4");
            lost = ledger.sign();
            ledger.send("mail:5");
            acknowledged = ledger.log.head().tree();
        }
    }

    private static List<byte[]> bytes(List<Entry> entries) {
        return entries.stream().map(Entry::bytes).toList();
    }

    private HikariDataSource pool() {
        try {
            return on == On.H2
                    ? Pools.open(EmbeddedDatabase.url(home), "sa")
                    : Pools.open(server().getJdbcUrl("postgres", database), "postgres");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) throws SQLException, IOException {
        try (Connection connection = server().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void backUp() throws Exception {
        backup = home.resolve("backup");
        if (on == On.H2) {
            Files.copy(home.resolve("ledger.mv.db"), backup);
        } else {
            execute("create database " + database + "_backup template " + database);
        }
    }

    private void restore() throws Exception {
        if (on == On.H2) {
            Files.copy(backup, home.resolve("ledger.mv.db"), StandardCopyOption.REPLACE_EXISTING);
        } else {
            execute("drop database " + database);
            execute("create database " + database + " template " + database + "_backup");
        }
    }

    private static List<FoundedAt> foundings(GuardedLedger ledger) {
        return LedgerHistory.in(ledger.log).foundings();
    }

    @Test
    void goesOnUnderAnotherNameThatSaysWhatWasLost() throws Exception {
        restore();
        try (GuardedLedger before = GuardedLedger.open(pool(), home)) {
            assertThat(before.log.status().appending()).isFalse();
            assertThat(before.log.read(0, 10)).as("it can be asked").hasSize(BACKUP_SIZE);
        }
        VerifierKey newKey;
        try (GuardedLedger ledger = GuardedLedger.openRestored(pool(), home)) {
            assertThat(ledger.log.status().appending()).isTrue();
            newKey = ledger.identity.history().names().newest().keys().get(0);
            assertThat(newKey.name()).matches("ledger\\.local/[0-9a-f]{8}").isNotEqualTo(oldKey.name());
            assertThat(newKey.keyId()).isNotEqualTo(oldKey.keyId());

            FoundedAt founded = foundings(ledger).get(1);
            assertThat(founded.leafIndex()).isEqualTo(BACKUP_SIZE);
            assertThat(founded.event())
                    .isEqualTo(new LedgerFounded(
                            newKey.name(),
                            newKey.toString(),
                            LedgerFounded.FORMAT,
                            new Restored(
                                    lost.toString(),
                                    new Acknowledged(
                                            acknowledged.size(),
                                            acknowledged.root().toBase64()),
                                    BACKUP_SIZE)));
            assertThat(bytes(ledger.log.read(0, BACKUP_SIZE)))
                    .as("what is left stands where it stood")
                    .usingRecursiveComparison()
                    .isEqualTo(entries);
            TreeHead then = Checkpoint.verify(signedBefore, List.of(oldKey)).head();
            assertThat(ledger.log.rootAt(then.size())).isEqualTo(then.root());

            ledger.send("mail:4");
            assertThat(Checkpoint.verify(ledger.sign(), List.of(newKey)).head())
                    .isEqualTo(ledger.log.head().tree());
            assertThat(ledger.check().listed()).isEmpty();
        }
        try (GuardedLedger again = GuardedLedger.open(pool(), home)) {
            again.send("mail:5");
            SignedNote newest = again.sign();
            assertThat(again.identity.origin()).isEqualTo(newKey.name());
            assertThat(foundings(again)).hasSize(2);
            assertThat(again.check().listed()).isEmpty();

            assertThat(verify(again, newest, newKey))
                    .contains("RESTORED from a backup: what was acknowledged from leaf 4 on was lost; known was the"
                            + " checkpoint of " + oldKey.name() + " over 5 entries, root "
                            + Checkpoint.parse(lost.text()).head().root()
                            + ", acknowledged were 6 entries, root " + acknowledged.root() + ". From leaf 4 on this"
                            + " ledger is " + newKey.name() + " with the key " + newKey);
            assertThatThrownBy(() -> verify(again, newest, oldKey)).isInstanceOf(LogFault.class);
        }
    }

    @Test
    void goesOnOnceMoreWithABackupOfTheRestoredLog() throws Exception {
        restore();
        GuardedLedger.openRestored(pool(), home).close();
        Files.deleteIfExists(backup);
        if (on == On.POSTGRESQL) {
            execute("drop database " + database + "_backup");
        }
        backUp();
        try (GuardedLedger ledger = GuardedLedger.open(pool(), home)) {
            ledger.send("mail:4").sign();
        }
        restore();

        try (GuardedLedger ledger = GuardedLedger.openRestored(pool(), home)) {
            assertThat(foundings(ledger)).extracting(FoundedAt::leafIndex).containsExactly(0L, 4L, 5L);
            SignedNote newest = ledger.sign();
            assertThat(ledger.check().listed()).isEmpty();
            assertThat(verify(
                            ledger,
                            newest,
                            LedgerHistory.in(ledger.log).names().newest().keys().get(0)))
                    .filteredOn(line -> line.startsWith("RESTORED"))
                    .hasSize(2);
        }
    }

    @Test
    void findsWhatTheOldKeySignsBeyondItsEnd() throws Exception {
        restore();
        try (GuardedLedger ledger = GuardedLedger.openRestored(pool(), home);
                HikariDataSource stolen = pool()) {
            LogKey retired = LogKey.fromPem(Files.readString(retiredKey()));
            Checkpoint forged = new Checkpoint(oldKey.name(), ledger.log.head().tree());
            assertThat(new JdbcCheckpointStore(stolen).step(last -> Optional.of(forged.sign(retired))))
                    .isPresent();

            assertThat(ledger.check().listed())
                    .singleElement()
                    .asString()
                    .contains(
                            "checkpoint of size 5",
                            "is one of " + ledger.identity.origin() + ", not of " + oldKey.name());
            assertThatThrownBy(ledger::sign)
                    .isInstanceOf(RolledBackException.class)
                    .hasMessageContaining("in the database is not one that this log has signed");
        }
    }

    private Path retiredKey() {
        return home.resolve("keys/log.retired-" + HexFormat.of().formatHex(oldKey.keyId()) + ".pem");
    }

    /** As a folder of files. */
    private List<String> verify(GuardedLedger ledger, SignedNote checkpoint, VerifierKey key) throws Exception {
        Path folder = Files.createTempDirectory(home, "static");
        int size = Math.toIntExact(Checkpoint.parse(checkpoint.text()).head().size());
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        for (Entry entry : ledger.log.read(0, size)) {
            bundle.write(entry.bytes().length >> 8);
            bundle.write(entry.bytes().length);
            bundle.writeBytes(entry.bytes());
        }
        Files.write(folder.resolve("checkpoint"), checkpoint.toBytes());
        Path entriesFolder = Files.createDirectories(folder.resolve("tile/entries/000.p"));
        Files.write(entriesFolder.resolve(Integer.toString(size)), bundle.toByteArray());
        Path hashes = Files.createDirectories(folder.resolve("tile/0/000.p"));
        Files.write(hashes.resolve(Integer.toString(size)), ledger.log.tile(0, 0, size));
        return new LogVerifier(new Trust(List.of(key), WitnessPolicy.NONE))
                .verifyLog(new LogFolder(folder), List.of(), (leaves, treeSize) -> {});
    }

    @Test
    void takesAConfiguredNameAndNoneThatHasEnded() throws Exception {
        restore();

        assertThatThrownBy(() -> GuardedLedger.open(pool(), home, oldKey.name(), true, step -> {}))
                .isInstanceOf(RestoreRefusedException.class)
                .hasMessageContaining("set ledger.origin to another one");
        try (GuardedLedger ledger = GuardedLedger.open(pool(), home, "ledger.example/north", true, step -> {})) {
            assertThat(ledger.identity.origin()).isEqualTo("ledger.example/north");
        }
    }

    @Test
    void namesTheCheckpointThatIsKnownWhenOnlyUnsignedEntriesWereLost() throws Exception {
        restore();
        Files.delete(home.resolve("checkpoint"));

        try (GuardedLedger ledger = GuardedLedger.openRestored(pool(), home)) {
            Restored restored =
                    Objects.requireNonNull(foundings(ledger).get(1).event().restored());
            assertThat(restored.checkpoint()).isEqualTo(signedBefore.toString());
            assertThat(Objects.requireNonNull(restored.acknowledged()).size()).isEqualTo(acknowledged.size());
        }
    }

    @Test
    void refusesToDoSoWhenNothingWasLost() throws Exception {
        assertThatThrownBy(() -> GuardedLedger.openRestored(pool(), home))
                .isInstanceOf(RestoreRefusedException.class)
                .hasMessageContaining("nothing was lost")
                .hasMessageContaining("Leave ledger.restored-backup out");

        restore();
        GuardedLedger.openRestored(pool(), home).close();
        assertThatThrownBy(() -> GuardedLedger.openRestored(pool(), home))
                .isInstanceOf(RestoreRefusedException.class)
                .hasMessageContaining("nothing was lost");
        try (GuardedLedger ledger = GuardedLedger.open(pool(), home)) {
            assertThat(foundings(ledger)).hasSize(2);
        }
    }

    @Test
    void refusesAnotherHistory() throws Exception {
        restore();
        Path elsewhere = Files.createDirectories(home.resolve("elsewhere"));
        copyKeys(home, elsewhere);
        try (GuardedLedger forgetful = GuardedLedger.open(pool(), elsewhere)) {
            forgetful.send("mail:7").send("mail:8").send("mail:9");
        }

        assertThatThrownBy(() -> GuardedLedger.openRestored(pool(), home))
                .isInstanceOf(RestoreRefusedException.class)
                .hasMessageContaining("not an earlier state of the same log");
        assertThat(home.resolve("keys/log.pem")).exists();
    }

    @Test
    void foundsOnlyAtTheLeafThatWasLostFirst() throws Exception {
        restore();
        Path elsewhere = Files.createDirectories(home.resolve("elsewhere"));
        copyKeys(home, elsewhere);
        assertThatThrownBy(() -> GuardedLedger.open(pool(), home, null, true, done -> {
                    if (done == Step.KEY_MADE) {
                        throw new Killed();
                    }
                }))
                .isInstanceOf(Killed.class);
        try (GuardedLedger forgetful = GuardedLedger.open(pool(), elsewhere)) {
            forgetful.send("mail:7");
        }

        assertThatThrownBy(() -> GuardedLedger.open(pool(), home))
                .isInstanceOf(RestoreRefusedException.class)
                .hasMessageContaining("not as it was when it began to be made the log: it had the size 4")
                .hasMessageContaining("and has the size 5");
        restore();
        try (GuardedLedger ledger = GuardedLedger.open(pool(), home)) {
            assertThat(foundings(ledger).get(1).leafIndex()).isEqualTo(BACKUP_SIZE);
        }
    }

    @Test
    void refusesTheOldKeyForEver() throws Exception {
        restore();
        GuardedLedger.openRestored(pool(), home).close();
        Path keys = home.resolve("keys");
        Files.copy(retiredKey(), keys.resolve("log.pem"), StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> GuardedLedger.open(pool(), home))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("another key: leaf4=")
                .hasMessageContaining("was restored from a backup");
    }

    @Test
    void goesOnWhereverItWasKilledAndFoundsOnce() throws Exception {
        for (Step step : Step.values()) {
            restoreHome();
            assertThatThrownBy(() -> GuardedLedger.open(pool(), home, null, true, done -> {
                        if (done == step) {
                            throw new Killed();
                        }
                    }))
                    .isInstanceOf(Killed.class);
            assertThat(home.resolve("restored-backup")).as("%s", step).exists();

            try (GuardedLedger ledger = GuardedLedger.open(pool(), home)) {
                VerifierKey newest =
                        LedgerHistory.in(ledger.log).names().newest().keys().get(0);
                assertThat(foundings(ledger)).as("%s", step).hasSize(2);
                assertThat(newest.keyId()).isNotEqualTo(oldKey.keyId());
                assertThat(Checkpoint.verify(ledger.sign(), List.of(newest)).origin())
                        .isEqualTo(newest.name());
                assertThat(ledger.check().listed()).as("%s", step).isEmpty();
            }
            assertThat(home.resolve("restored-backup")).doesNotExist();
            try (GuardedLedger again = GuardedLedger.open(pool(), home)) {
                assertThat(foundings(again)).as("%s", step).hasSize(2);
            }
        }
    }

    /** As it was when the loss was found, for the next round. */
    private void restoreHome() throws Exception {
        Path saved = home.resolve("saved");
        List<String> files = List.of("acknowledged-head", "checkpoint", "keys/log.pem");
        for (String file : files) {
            Path copy = saved.resolve(file);
            if (Files.notExists(copy)) {
                Files.createDirectories(copy.getParent());
                Files.copy(home.resolve(file), copy);
            }
            Files.copy(copy, home.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        String id = HexFormat.of().formatHex(oldKey.keyId());
        Files.deleteIfExists(home.resolve("acknowledged-head.retired-" + id));
        Files.deleteIfExists(home.resolve("checkpoint.retired-" + id));
        Files.deleteIfExists(home.resolve("keys/log.retired-" + id + ".pem"));
        restore();
    }

    private static final class Killed extends RuntimeException {}

    private static void copyKeys(Path from, Path to) throws IOException {
        Files.createDirectories(to.resolve("keys"));
        for (String file : List.of("log.pem", "wrapping.key")) {
            Files.copy(
                    from.resolve("keys").resolve(file),
                    to.resolve("keys").resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Of a process with the same keys that has seen the same. */
    private Path otherHome() throws IOException {
        Path other = Files.createDirectories(home.resolve("other"));
        copyKeys(home, other);
        for (String file : List.of("acknowledged-head", "checkpoint")) {
            Files.copy(home.resolve(file), other.resolve(file));
        }
        return other;
    }

    @Test
    void isWonByOneOfTwoProcessesAndRefusedToTheOther() throws Exception {
        assumeTrue(on == On.POSTGRESQL, "H2 lets one process in only");
        restore();
        Path other = otherHome();
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService processes = Executors.newFixedThreadPool(2);
        List<Path> won = new ArrayList<>();
        List<Path> refused = new ArrayList<>();
        try {
            List<Future<?>> both = new ArrayList<>();
            for (Path its : List.of(home, other)) {
                both.add(processes.submit(() -> {
                    try {
                        GuardedLedger.open(pool(), its, null, true, done -> {
                                    if (done == Step.KEY_MADE) {
                                        await(together);
                                    }
                                })
                                .close();
                        synchronized (won) {
                            won.add(its);
                        }
                    } catch (RestoreRefusedException e) {
                        assertThat(e).hasMessageContaining("another process has made this restored backup the log");
                        synchronized (won) {
                            refused.add(its);
                        }
                    }
                }));
            }
            for (Future<?> each : both) {
                assertThat(each.get(60, TimeUnit.SECONDS)).isNull();
            }
        } finally {
            processes.shutdownNow();
        }
        assertThat(won).hasSize(1);
        assertThat(refused).hasSize(1);
        Path loser = refused.get(0);
        assertThat(loser.resolve("keys/log.pem")).as("nobody announced it").doesNotExist();

        copyKeys(won.get(0), loser);
        try (GuardedLedger follows = GuardedLedger.open(pool(), loser)) {
            assertThat(foundings(follows)).hasSize(2);
            assertThat(follows.send("mail:4").check().listed()).isEmpty();
        }
    }

    private static void await(CyclicBarrier together) {
        try {
            together.await(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void hasAProcessThatRunsWithTheOldKeySignNothingMore() throws Exception {
        assumeTrue(on == On.POSTGRESQL, "H2 lets one process in only");
        restore();
        Path other = otherHome();
        Files.delete(other.resolve("acknowledged-head"));
        Files.delete(other.resolve("checkpoint"));
        try (GuardedLedger knowsNothing = GuardedLedger.open(pool(), other)) {
            GuardedLedger.openRestored(pool(), home).close();

            assertThatThrownBy(knowsNothing::sign)
                    .isInstanceOf(RolledBackException.class)
                    .hasMessageContaining("a name that has ended");
        }
    }

    @Test
    void refusesAHomeThatStillKnowsWhatWasLost() throws Exception {
        assumeTrue(on == On.POSTGRESQL, "H2 lets one process in only");
        restore();
        Path other = otherHome();
        GuardedLedger.openRestored(pool(), home).close();

        assertThatThrownBy(() -> GuardedLedger.open(pool(), other))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("put the files acknowledged-head and checkpoint of this home aside");

        Files.delete(other.resolve("keys/log.pem"));
        copyKeys(home, other);
        try (GuardedLedger notYet = GuardedLedger.open(pool(), other)) {
            assertThat(notYet.log.status().appending()).isFalse();
        }
        Files.delete(other.resolve("acknowledged-head"));
        try (GuardedLedger notYet = GuardedLedger.open(pool(), other)) {
            assertThatThrownBy(notYet::sign).isInstanceOf(RolledBackException.class);
        }
        Files.delete(other.resolve("acknowledged-head"));
        Files.delete(other.resolve("checkpoint"));
        try (GuardedLedger follows = GuardedLedger.open(pool(), other)) {
            assertThat(follows.send("mail:4").sign().text()).startsWith(follows.identity.origin());
        }
    }
}
