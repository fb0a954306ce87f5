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
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
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
import org.messageledger.checkpoint.LogKeyStatement;
import org.messageledger.checkpoint.LogKeyStatement.Kind;
import org.messageledger.checkpoint.MissingKeyException;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.checkpoint.WitnessPolicy;
import org.messageledger.eventstore.LogKeyChange.Result;
import org.messageledger.ledger.LedgerFounded.Restored;
import org.messageledger.ledger.LogKeyAnnounced;
import org.messageledger.ledger.OwnEvent;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.Entry;
import org.messageledger.log.jdbc.EmbeddedDatabase;
import org.messageledger.log.jdbc.Migrations;
import org.messageledger.log.jdbc.Pools;
import org.messageledger.seal.SecretFile;
import org.messageledger.verify.LogFault;
import org.messageledger.verify.LogFolder;
import org.messageledger.verify.LogVerifier;
import org.messageledger.verify.NamedBytes;
import org.messageledger.verify.Trust;

/** The log's key is changed by two entries, which its keys have signed; between them both keys sign. */
@ParameterizedClass
@EnumSource(LogKeyChangeTest.On.class)
@SuppressWarnings("NullAway.Init") // made before each test
class LogKeyChangeTest {

    enum On {
        H2,
        POSTGRESQL
    }

    private static final SecureRandom RANDOM = new SecureRandom();
    private static @Nullable EmbeddedPostgres server;

    @Parameter
    On on;

    @TempDir
    private Path home;

    private String database;
    private VerifierKey oldKey;
    private SignedNote signedByOld;

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

    @BeforeEach
    void signOneMessage() throws Exception {
        database = "ledger_" + UUID.randomUUID().toString().replace('-', '_');
        if (on == On.POSTGRESQL) {
            execute("create database " + database);
        }
        Migrations.migrated(pool()).unwrap(HikariDataSource.class).close();
        try (GuardedLedger ledger = open()) {
            oldKey = ledger.identity.history().names().newest().keys().get(0);
            signedByOld = ledger.send("mail:1").sign();
        }
    }

    private GuardedLedger open() {
        return GuardedLedger.open(pool(), home);
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

    private Path key(String file) {
        return home.resolve("keys").resolve(file);
    }

    private Path retired(VerifierKey key) {
        return key("log.retired-" + HexFormat.of().formatHex(key.keyId()) + ".pem");
    }

    /** As {@code log-key make}: one that is there stays. */
    private void make() throws IOException {
        if (Files.notExists(key("log.next.pem"))) {
            SecretFile.create(key("log.next.pem"), LogKey.generate(RANDOM).toPem());
        }
    }

    private VerifierKey announce(GuardedLedger ledger) throws IOException {
        make();
        Result result = ledger.change().announce("admin");
        assertThat(result).isInstanceOf(Result.Changed.class);
        List<VerifierKey> keys = ((Result.Changed) result).keys();
        assertThat(keys).hasSize(2).startsWith(oldKey);
        return keys.get(1);
    }

    private static void retire(GuardedLedger ledger) throws IOException {
        assertThat(ledger.change().retire("admin")).isInstanceOf(Result.Changed.class);
    }

    private static List<VerifierKey> signers(SignedNote note, VerifierKey... keys) throws Exception {
        return List.copyOf(note.signersAmong(List.of(keys)));
    }

    /** The log as a folder of files, verified with these keys. */
    private List<String> verify(GuardedLedger ledger, SignedNote checkpoint, SignedNote kept, VerifierKey... keys)
            throws Exception {
        Path folder = Files.createTempDirectory(home, "static");
        int size = Math.toIntExact(Checkpoint.parse(checkpoint.text()).head().size());
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        for (Entry entry : ledger.log.read(0, size)) {
            bundle.write(entry.bytes().length >> 8);
            bundle.write(entry.bytes().length);
            bundle.writeBytes(entry.bytes());
        }
        Files.write(folder.resolve("checkpoint"), checkpoint.toBytes());
        Path entries = Files.createDirectories(folder.resolve("tile/entries/000.p"));
        Files.write(entries.resolve(Integer.toString(size)), bundle.toByteArray());
        Path hashes = Files.createDirectories(folder.resolve("tile/0/000.p"));
        Files.write(hashes.resolve(Integer.toString(size)), ledger.log.tile(0, 0, size));
        return new LogVerifier(new Trust(List.of(keys), WitnessPolicy.NONE))
                .verifyLog(
                        new LogFolder(folder),
                        List.of(new NamedBytes("kept", kept.toBytes())),
                        (leaves, treeSize) -> {});
    }

    @Test
    void signsWithBothAndThenWithTheNewOneAlone() throws Exception {
        VerifierKey newKey;
        SignedNote signedByBoth;
        try (GuardedLedger ledger = open()) {
            newKey = announce(ledger);
            signedByBoth = ledger.sign();
            assertThat(signers(signedByBoth, oldKey, newKey)).containsExactly(oldKey, newKey);
            assertThat(ledger.check().listed()).isEmpty();
            assertThat(verify(ledger, signedByBoth, signedByOld, oldKey)).contains("signed by " + oldKey);
            assertThat(verify(ledger, signedByBoth, signedByOld, newKey)).contains("signed by " + newKey);
        }
        try (GuardedLedger again = open()) {
            assertThat(signers(again.send("mail:2").sign(), oldKey, newKey)).hasSize(2);
            assertThat(key("log.next.pem")).exists();

            retire(again);
            SignedNote alone = again.sign();
            assertThat(signers(alone, oldKey, newKey)).containsExactly(newKey);
            assertThat(alone.signatures()).hasSize(1);
            assertThat(key("log.next.pem")).doesNotExist();
            assertThat(LogKey.fromPem(Files.readString(key("log.pem"))).verifier(newKey.name()))
                    .isEqualTo(newKey);
            assertThat(LogKey.fromPem(Files.readString(retired(oldKey))).verifier(oldKey.name()))
                    .isEqualTo(oldKey);
            assertThat(again.check().listed()).isEmpty();

            assertThat(verify(again, alone, signedByBoth, oldKey))
                    .as("from the key of old to the one of now")
                    .contains(
                            "leaf 2 announces the key " + newKey + ", which " + oldKey
                                    + " has signed: from there on both sign",
                            "leaf 4 retires the key " + oldKey + ": from there on " + newKey
                                    + " signs alone, give that one from now on");
            assertThat(verify(again, alone, signedByOld, newKey))
                    .as("back to what the old key signed alone")
                    .contains("consistent with kept: nothing was removed or altered since");
            assertThat(verify(again, alone, signedByBoth, oldKey, newKey)).contains("signed by " + newKey);
            VerifierKey stranger = LogKey.generate(RANDOM).verifier(oldKey.name());
            assertThatThrownBy(() -> verify(again, alone, signedByOld, stranger))
                    .isInstanceOf(LogFault.class)
                    .hasMessageContaining("which is none of those given");
            assertThatThrownBy(() -> verify(again, alone, signedByOld, newKey, stranger))
                    .isInstanceOf(LogFault.class)
                    .hasMessage("checkpoint: is not signed by " + stranger);
            SignedNote foreign = new Checkpoint(
                            oldKey.name(), Checkpoint.parse(signedByOld.text()).head())
                    .sign(LogKey.generate(RANDOM));
            assertThatThrownBy(() -> verify(again, alone, foreign, newKey))
                    .isInstanceOf(LogFault.class)
                    .hasMessageContaining("kept: the note has no signature of a known key");
        }
        try (GuardedLedger later = open()) {
            assertThat(signers(later.send("mail:3").sign(), oldKey, newKey)).containsExactly(newKey);
            assertThat(later.check().listed()).isEmpty();
        }
    }

    /** Both must have signed what holds the announcement, else half of a change would be as good as the whole. */
    @Test
    void believesNoCheckpointOfOneKeyAloneWhileBothMustSign() throws Exception {
        try (GuardedLedger ledger = open()) {
            VerifierKey newKey = announce(ledger);
            Checkpoint checkpoint = Checkpoint.parse(ledger.sign().text());
            SignedNote half = checkpoint.sign(LogKey.fromPem(Files.readString(key("log.pem"))));
            assertThatThrownBy(() -> verify(ledger, half, signedByOld, oldKey))
                    .isInstanceOf(LogFault.class)
                    .hasMessageContaining("is not signed by " + newKey + ", which must sign what holds leaf 2");
        }
    }

    @Test
    void refusesWhatIsOutOfOrderAndSaysWhatToDo() throws Exception {
        try (GuardedLedger ledger = open()) {
            assertThat(words(ledger.change().retire("admin"))).startsWith("No key is being changed");
            assertThat(words(ledger.change().announce("admin"))).contains("make it with log-key make");
            Files.copy(key("log.pem"), key("log.next.pem"));
            assertThat(words(ledger.change().announce("admin"))).contains("none is used twice");
            Files.delete(key("log.next.pem"));

            VerifierKey newKey = announce(ledger);
            assertThat(words(ledger.change().announce("admin")))
                    .contains(newKey + " has been announced by leaf 2 already");
            assertThat(words(ledger.change().retire("admin"))).contains("No checkpoint has both signatures yet");
            SignedNote unused = ledger.sign();
            retire(ledger);
            assertThat(ledger.log.head().size()).isEqualTo(4);
        }
    }

    private static String words(Result result) {
        return ((Result.Refused) result).words();
    }

    /** Who can write entries, and has one of the keys at most. */
    @Test
    void findsAForgedAnnouncement() throws Exception {
        LogKey evil = LogKey.generate(RANDOM);
        VerifierKey evilKey = evil.verifier(oldKey.name());
        try (GuardedLedger ledger = open()) {
            LogKeyStatement statement = new LogKeyStatement(Kind.ANNOUNCED, oldKey.name(), 1, oldKey, evilKey);
            String note = statement.sign(due -> List.of(evil)).toString(); // its own signature alone
            append(ledger, new LogKeyAnnounced(evilKey.toString(), note));

            assertThatThrownBy(ledger::sign)
                    .isInstanceOf(IdentityException.class)
                    .hasMessageContaining("it is FORGED");
            assertThat(ledger.check().listed())
                    .anySatisfy(finding -> assertThat(finding.words()).contains("leaf 2", "it is FORGED"))
                    .anySatisfy(finding -> assertThat(finding.leafIndex()).isEqualTo(2));
            SignedNote forged = new Checkpoint(oldKey.name(), ledger.log.head().tree()).sign(evil);
            assertThatThrownBy(() -> verify(ledger, forged, signedByOld, oldKey))
                    .isInstanceOf(LogFault.class)
                    .hasMessageContaining("it is FORGED (it is not signed by " + oldKey);
        }
        assertThatThrownBy(this::open).isInstanceOf(IdentityException.class).hasMessageContaining("it is FORGED");
    }

    private static void append(GuardedLedger ledger, OwnEvent event) {
        AppendOutcome outcome = Identity.append(
                ledger.log,
                event,
                ledger.identity.history().all().size(),
                null,
                List.of(),
                "admin",
                ledger.identity.keyring(),
                Clock.systemUTC(),
                RANDOM);
        assertThat(outcome).isInstanceOf(AppendOutcome.Appended.class);
    }

    /** As a process leaves them that was killed after each step. */
    @Test
    void goesOnWhereverItWasKilled() throws Exception {
        make();
        String next = Files.readString(key("log.next.pem"));
        try (GuardedLedger orphan = open()) {
            assertThat(signers(orphan.send("mail:2").sign(), oldKey)).hasSize(1);
            VerifierKey newKey = announce(orphan);
            assertThat(LogKey.fromPem(next).verifier(oldKey.name()))
                    .as("what was made is used")
                    .isEqualTo(newKey);
        }
        try (GuardedLedger announced = open()) {
            assertThat(announced.sign().signatures()).hasSize(2);
            retire(announced);
        }
        Files.createLink(retired(oldKey), key("log.pem")); // killed in the middle of putting the old one aside
        try (GuardedLedger later = open()) {
            assertThat(later.send("mail:3").sign().signatures()).hasSize(1);
        }
        assertThat(key("log.next.pem")).doesNotExist();
        assertThat(Files.readString(key("log.pem"))).isEqualTo(next);
        assertThat(retired(oldKey)).exists();
    }

    /** A process elsewhere, with a home and keys of its own. */
    @Test
    void signsNothingWithoutAKeyThatMustSignAndGoesOnOnceItIsThere() throws Exception {
        assumeTrue(on == On.POSTGRESQL, "H2 lets one process in only");
        Path other = Files.createDirectories(home.resolve("other"));
        copyKey("log.pem", other);
        copyKey("wrapping.key", other);
        try (GuardedLedger here = open();
                GuardedLedger there = GuardedLedger.open(pool(), other)) {
            VerifierKey newKey = announce(here);
            assertThatThrownBy(there::sign)
                    .isInstanceOf(MissingKeyException.class)
                    .hasMessageContaining(newKey.toString())
                    .hasMessageContaining("copy the file");
            there.send("mail:2"); // it takes commands all the same
            assertThat(here.sign().signatures()).hasSize(2);
            assertThatThrownBy(() -> GuardedLedger.open(pool(), other))
                    .isInstanceOf(IdentityException.class)
                    .hasMessageContaining("another key: leaf2=")
                    .hasMessageContaining("its key was changed")
                    .hasMessageContaining("copy the file");

            copyKey("log.next.pem", other);
            assertThat(there.send("mail:3").sign().signatures()).hasSize(2);
            retire(here);
            assertThat(signers(there.sign(), oldKey, newKey)).containsExactly(newKey);
            assertThat(other.resolve("keys/log.next.pem")).doesNotExist();
            assertThat(other.resolve("keys").resolve(retired(oldKey).getFileName()))
                    .exists();
            assertThat(here.send("mail:4").sign().signatures()).hasSize(1);
            assertThat(here.check().listed()).isEmpty();
        }
    }

    private void copyKey(String file, Path other) throws IOException {
        Files.copy(key(file), Files.createDirectories(other.resolve("keys")).resolve(file));
    }

    /** Both entries were lost with what a backup lacks: the new key is known from its file alone. */
    @Test
    void goesOnWithABackupFromBeforeTheChange() throws Exception {
        backUp();
        VerifierKey newKey;
        try (GuardedLedger ledger = open()) {
            newKey = announce(ledger);
            SignedNote unused = ledger.sign();
            retire(ledger);
            SignedNote lost = ledger.sign();
            assertThat(lost.signatures()).hasSize(1);
        }
        restore();

        try (GuardedLedger ledger = GuardedLedger.openRestored(pool(), home)) {
            Restored restored = Objects.requireNonNull(
                    LedgerHistory.in(ledger.log).founded().event().restored());
            assertThat(restored.checkpoint()).isEqualTo(signedByOld.toString());
            assertThat(Objects.requireNonNull(restored.acknowledged()).size()).isEqualTo(4);
            assertThat(retired(oldKey)).exists();
            assertThat(retired(newKey)).exists();
            assertThat(ledger.send("mail:2").sign().text()).startsWith(ledger.identity.origin());
            assertThat(ledger.check().listed()).isEmpty();
        }
    }

    @Test
    void goesOnWithABackupFromTheMiddleOfTheChange() throws Exception {
        VerifierKey newKey;
        try (GuardedLedger ledger = open()) {
            newKey = announce(ledger);
            SignedNote unused = ledger.sign();
        }
        backUp();
        SignedNote lost;
        try (GuardedLedger ledger = open()) {
            lost = ledger.send("mail:2").sign();
        }
        restore();

        try (GuardedLedger ledger = GuardedLedger.openRestored(pool(), home)) {
            LedgerHistory history = LedgerHistory.in(ledger.log);
            assertThat(Objects.requireNonNull(history.founded().event().restored())
                            .checkpoint())
                    .isEqualTo(lost.toString());
            assertThat(retired(oldKey)).exists();
            assertThat(retired(newKey)).exists();
            assertThat(key("log.next.pem")).doesNotExist();
            SignedNote newest = ledger.send("mail:2").sign();
            assertThat(newest.signatures()).hasSize(1);
            assertThat(verify(
                            ledger,
                            newest,
                            signedByOld,
                            history.names().newest().keys().get(0)))
                    .as("what the name before signed is of this tree too")
                    .contains("consistent with kept: nothing was removed or altered since");
        }
    }

    private void backUp() throws Exception {
        if (on == On.H2) {
            Files.copy(home.resolve("ledger.mv.db"), home.resolve("backup"));
        } else {
            execute("create database " + database + "_backup template " + database);
        }
    }

    private void restore() throws Exception {
        if (on == On.H2) {
            Files.copy(home.resolve("backup"), home.resolve("ledger.mv.db"), StandardCopyOption.REPLACE_EXISTING);
        } else {
            execute("drop database " + database);
            execute("create database " + database + " template " + database + "_backup");
        }
    }
}
