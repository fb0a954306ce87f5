package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.CheckpointSigner;
import org.messageledger.checkpoint.KeptNote;
import org.messageledger.checkpoint.LogKey;
import org.messageledger.checkpoint.LogKeys;
import org.messageledger.checkpoint.LogNames;
import org.messageledger.checkpoint.LogNames.Since;
import org.messageledger.checkpoint.MalformedException;
import org.messageledger.checkpoint.RolledBackException;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.checkpoint.UnsignedException;
import org.messageledger.log.GroupCommitLog;
import org.messageledger.log.Log;
import org.messageledger.log.LogSettings;
import org.messageledger.tree.TreeHead;

/** What is signed was never contradicted, whichever process signs and whatever became of its database. */
class SigningTest extends LogContract {

    private static final String ORIGIN = "example.org/log";
    private static final LogKey KEY = LogKey.generate(new SecureRandom());

    @TempDir
    Path ledgerHome;

    @TempDir
    Path otherHome;

    @BeforeEach
    void found() {
        appendMany(3);
    }

    @Test
    void signsTheHeadAndKeepsItInDatabaseAndHome() throws Exception {
        SignedNote signed = signer(ledgerHome).sign();

        Checkpoint checkpoint = Checkpoint.verify(signed, List.of(KEY.verifier(ORIGIN)));
        assertThat(checkpoint).isEqualTo(new Checkpoint(ORIGIN, log.head().tree()));
        assertThat(stored()).containsExactly(signed);
        assertThat(kept(ledgerHome).read()).contains(signed);
    }

    @Test
    void signsAHeadOnce() throws Exception {
        SignedNote first = signer(ledgerHome).sign();

        assertThat(signer(ledgerHome).sign()).isEqualTo(first);
        assertThat(signer(otherHome).sign()).isEqualTo(first);
        assertThat(kept(otherHome).read()).contains(first);
        assertThat(stored()).containsExactly(first);
    }

    @Test
    void signsOnThroughAllSizes() throws Exception {
        List<SignedNote> signed = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            appendMany(1 + i % 17);
            signed.add(signer(i % 3 == 0 ? otherHome : ledgerHome).sign());
        }
        assertThat(stored()).isEqualTo(signed);
    }

    @Test
    void signsNothingShorterThanWhatTheHomeKnows() throws Exception {
        appendMany(4);
        kept(ledgerHome).keep(new Checkpoint(ORIGIN, log.head().tree()).sign(KEY));

        inARestoredDatabase(3, restored -> {
            assertThatThrownBy(() -> signer(restored, ledgerHome).sign())
                    .isInstanceOf(RolledBackException.class)
                    .hasMessageContainingAll("shorter than what was signed", "size 7", "size 3");
        });
    }

    @Test
    void signsNoOtherHistoryThanTheHomeKnows() throws Exception {
        kept(ledgerHome).keep(new Checkpoint(ORIGIN, log.head().tree()).sign(KEY));

        inARestoredDatabase(3, restored -> assertThatThrownBy(
                        () -> signer(restored, ledgerHome).sign())
                .isInstanceOf(RolledBackException.class)
                .hasMessageContaining("the log differs from what was signed"));
        inARestoredDatabase(300, restored -> {
            assertThatThrownBy(() -> signer(restored, ledgerHome).sign())
                    .isInstanceOf(RolledBackException.class)
                    .hasMessageContainingAll("no consistency proof verifies", "size 3", "size 300");
            // A home that knows nothing does not help: the other one still refuses what this one signs.
            signer(restored, otherHome).sign();
            assertThatThrownBy(() -> signer(restored, ledgerHome).sign()).isInstanceOf(RolledBackException.class);
        });
    }

    @Test
    void signsNothingShorterThanWhatTheDatabaseKnows() throws Exception {
        insert(new Checkpoint(ORIGIN, new TreeHead(50, log.head().tree().root())).sign(KEY));

        assertThatThrownBy(() -> signer(ledgerHome).sign())
                .isInstanceOf(RolledBackException.class)
                .hasMessageContainingAll("in the database", "size 50");
        assertThat(kept(ledgerHome).read()).isEmpty();
    }

    @Test
    void takesNoCheckpointForItsOwnThatSomebodyElseSigned() throws Exception {
        LogKey other = LogKey.generate(new SecureRandom());
        insert(new Checkpoint(ORIGIN, log.head().tree()).sign(other));

        assertThatThrownBy(() -> signer(ledgerHome).sign())
                .isInstanceOf(RolledBackException.class)
                .hasMessageContaining("the newest checkpoint in the database is not one that this log has signed");
    }

    @Test
    void forgetsNoKeyThatMustSign() throws Exception {
        LogKey next = LogKey.generate(new SecureRandom());
        LogNames before = LogNames.of(KEY.verifier(ORIGIN));
        LogNames announced = new LogNames(
                List.of(before.newest(), new Since(2, List.of(KEY.verifier(ORIGIN), next.verifier(ORIGIN)))));
        AtomicReference<LogNames> names = new AtomicReference<>(announced);
        CheckpointSigner signer =
                signer(log, ledgerHome, names::get, due -> due.size() == 1 ? List.of(KEY) : List.of(KEY, next));
        SignedNote signed = signer.sign();

        appendMany(1);
        names.set(before); // an owner of the database has hidden the announcement
        assertThatThrownBy(signer::sign)
                .isInstanceOf(RolledBackException.class)
                .hasMessageContainingAll(
                        "other than before who signs it", next.verifier(ORIGIN).toString());
        assertThat(stored()).containsExactly(signed);
    }

    /** As a crash between the commit and the file leaves it. */
    @Test
    void keepsLaterWhatTheHomeHasMissed() throws Exception {
        Path missing = ledgerHome.resolve("unmounted");
        assertThatThrownBy(() -> signer(missing).sign()).isInstanceOf(IOException.class);
        List<SignedNote> stored = stored();
        assertThat(stored).hasSize(1);

        Files.createDirectory(missing);
        Files.writeString(missing.resolve(".half-1"), "example.org/log\n3\nhalf wr");
        assertThat(signer(missing).sign()).isEqualTo(stored.get(0));
        assertThat(kept(missing).read()).isEqualTo(java.util.Optional.of(stored.get(0)));
    }

    @Test
    void signsOneHistoryWhileManySign() throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        Set<String> signed = new ConcurrentSkipListSet<>();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        try {
            for (Path home : List.of(ledgerHome, otherHome, ledgerHome.resolve("a"), ledgerHome.resolve("b"))) {
                Files.createDirectories(home);
                all.add(CompletableFuture.runAsync(
                        () -> {
                            for (int i = 0; i < 10; i++) {
                                appendMany(3);
                                try {
                                    signed.add(signer(home).sign().toString());
                                } catch (IOException | UnsignedException e) {
                                    throw new IllegalStateException(e);
                                }
                            }
                        },
                        threads));
            }
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }
        assertThat(stored()).extracting(SignedNote::toString).containsExactlyInAnyOrderElementsOf(signed);
        for (SignedNote note : stored()) {
            TreeHead head = Checkpoint.parse(note.text()).head();
            assertThat(log.rootAt(head.size())).isEqualTo(head.root());
        }
    }

    @Test
    void isNeitherChangedNorRemoved() throws Exception {
        SignedNote signed = signer(ledgerHome).sign();
        for (String sql :
                List.of("update checkpoints set size = 0", "delete from checkpoints", "truncate table checkpoints")) {
            assertThatThrownBy(() -> execute(sql)).isInstanceOf(SQLException.class);
        }
        assertThat(stored()).containsExactly(signed);
    }

    private interface Work {
        void with(Log restored) throws Exception;
    }

    /** Another database in the place of the one that was signed, as long as this. */
    private void inARestoredDatabase(int size, Work work) throws Exception {
        HikariDataSource signedOne = database;
        Log signedLog = log;
        try (HikariDataSource restored = on.empty(Files.createTempDirectory(home, "restored"))) {
            database = restored;
            try (Log other = new GroupCommitLog(new JdbcLogStore(restored, true), LogSettings.defaults())) {
                log = other;
                appendMany(size);
                work.with(other);
                assertThat(stored()).allSatisfy(note -> assertThat(other.rootAt(
                                Checkpoint.parse(note.text()).head().size()))
                        .isEqualTo(Checkpoint.parse(note.text()).head().root()));
            }
        } finally {
            database = signedOne;
            log = signedLog;
        }
    }

    private CheckpointSigner signer(Path folder) {
        return signer(log, folder);
    }

    private CheckpointSigner signer(Log of, Path folder) {
        return signer(of, folder, () -> LogNames.of(KEY.verifier(ORIGIN)), LogKeys.only(KEY));
    }

    private CheckpointSigner signer(Log of, Path folder, Supplier<LogNames> names, LogKeys keys) {
        return new CheckpointSigner(
                ORIGIN,
                names,
                keys,
                new JdbcCheckpointStore(database),
                kept(folder),
                () -> of.headNow().tree(),
                of::tile);
    }

    private static KeptNote kept(Path folder) {
        return new KeptNote(folder.resolve("checkpoint"));
    }

    private void insert(SignedNote note) throws SQLException, MalformedException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("insert into checkpoints (size, note) values (?, ?)")) {
            insert.setLong(1, Checkpoint.parse(note.text()).head().size());
            insert.setBytes(2, note.toBytes());
            insert.executeUpdate();
        }
    }

    private List<SignedNote> stored() throws SQLException, MalformedException {
        List<SignedNote> notes = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select note from checkpoints order by size")) {
            while (rows.next()) {
                notes.add(SignedNote.parse(rows.getBytes(1)));
            }
        }
        return notes;
    }
}
