package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.log.Append;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.AppendOutcome.Appended;
import org.messageledger.log.Draft;
import org.messageledger.log.Drafts;
import org.messageledger.log.Entry;
import org.messageledger.log.GroupCommitLog;
import org.messageledger.log.Head;
import org.messageledger.log.KeyRow;
import org.messageledger.log.Log;
import org.messageledger.log.LogSettings;
import org.messageledger.log.StorageException;
import org.messageledger.log.StreamPosition;
import org.messageledger.seal.KeyKind;
import org.messageledger.tree.Hash;
import org.messageledger.tree.TreeHasher;

/** What every database must do for the log; run unchanged on each. */
@SuppressWarnings("NullAway.Init") // made before each test
abstract class LogContract {

    private DataSource database;
    private FaultyDataSource faulty;
    private Log log;

    /** An empty, migrated database. */
    abstract DataSource database();

    @BeforeEach
    void open() {
        database = database();
        faulty = new FaultyDataSource(database);
        log = open(LogSettings.defaults());
    }

    @AfterEach
    void close() {
        log.close();
    }

    private Log open(LogSettings settings) {
        return new GroupCommitLog(new JdbcLogStore(faulty, true), settings);
    }

    @Test
    void startsEmptyWithTheRootOfNothing() {
        assertThat(log.head().size()).isZero();
        assertThat(log.head().tree().root()).isEqualTo(TreeHasher.empty());
        assertThat(log.read(0, 10)).isEmpty();
        assertThat(log.rootAt(0)).isEqualTo(TreeHasher.empty());
    }

    @Test
    void givesIndexesWithoutAGapUnderHeadsThatRecomputingGives() {
        List<Appended> acknowledged = appendMany(700);

        assertTrue(log, acknowledged);
        assertThat(log.head().size()).isEqualTo(700);
    }

    @Test
    void gathersWhatArrivesWhileABatchCommits() {
        Set<Long> batches = new HashSet<>();
        appendMany(2_000).forEach(appended -> batches.add(appended.head().size()));

        assertThat(batches).hasSizeLessThan(1_000);
    }

    @Test
    void appendsTheEventsOfACommandTogetherOrNotAtAll() {
        Append both = new Append(
                List.of(Drafts.in("a", 0), Drafts.in("a", 1), Drafts.alone(Drafts.id())),
                List.of(new StreamPosition("a", -1)),
                List.of());
        Append late = new Append(
                List.of(Drafts.alone(Drafts.id()), Drafts.in("a", 1)), List.of(new StreamPosition("a", 0)), List.of());

        assertThat(appended(both).firstLeafIndex()).isZero();
        assertThat(outcome(late)).isEqualTo(new AppendOutcome.Moved(List.of("a")));
        assertThat(log.read(0, 10)).hasSize(3);
    }

    @Test
    void refusesWhatWasDecidedOnAStreamThatHasMoved() {
        appended(Drafts.next("a", 0));
        appended(Drafts.reading("a", 0));
        appended(Drafts.next("a", 1));

        assertThat(outcome(Drafts.reading("a", 0))).isEqualTo(new AppendOutcome.Moved(List.of("a")));
        assertThat(outcome(Drafts.reading("a", -1))).isEqualTo(new AppendOutcome.Moved(List.of("a")));
        assertThat(outcome(Drafts.next("a", 1))).isInstanceOf(AppendOutcome.Moved.class);
        appended(Drafts.reading("a", 1));
    }

    @Test
    void asksTheDatabaseForStreamsThatItDoesNotRemember() {
        appended(Drafts.next("a", 0));
        reopen();

        assertThat(outcome(Drafts.reading("a", -1))).isEqualTo(new AppendOutcome.Moved(List.of("a")));
        assertThat(outcome(Drafts.next("a", 0))).isInstanceOf(AppendOutcome.Moved.class);
        appended(Drafts.reading("a", 0));
        appended(Drafts.reading("never seen", -1));
        appended(Drafts.next("a", 1));
    }

    @Test
    void letsOnlyOneOfManyAtATimeTakeAPlaceInAStream() {
        List<CompletableFuture<AppendOutcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            outcomes.add(log.append(Drafts.next("a", 0)));
        }

        assertThat(outcomes.stream().map(CompletableFuture::join).filter(Appended.class::isInstance))
                .hasSize(1);
        assertThat(log.readStream("a", 0)).hasSize(1);
    }

    @Test
    void failsADuplicateAloneAndInTwoTransactions() {
        UUID taken = Drafts.id();
        appended(new Append(List.of(Drafts.alone(taken)), List.of(), List.of()));
        CompletableFuture<AppendOutcome> held = holdWriter();
        int commits = faulty.commits();
        List<CompletableFuture<AppendOutcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            UUID id = i % 5 == 0 ? taken : Drafts.id();
            outcomes.add(log.append(new Append(List.of(Drafts.alone(id)), List.of(), List.of())));
        }
        faulty.release();
        held.join();

        assertThat(outcomes.stream().map(CompletableFuture::join))
                .filteredOn(AppendOutcome.Duplicate.class::isInstance)
                .hasSize(4)
                .containsOnly(new AppendOutcome.Duplicate(List.of(taken)));
        assertThat(log.head().size()).isEqualTo(1 + 1 + 16);
        assertThat(faulty.commits() - commits).as("the held one, the batch").isEqualTo(2);
    }

    @Test
    void pushesBackWhenTheQueueIsFullAndLosesNothing() {
        log.close();
        LogSettings small = new LogSettings(
                5,
                16 << 20,
                64,
                8 << 20,
                100,
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Duration.ofMillis(50),
                Duration.ofSeconds(1));
        log = open(small);
        CompletableFuture<AppendOutcome> held = holdWriter();
        List<CompletableFuture<AppendOutcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            outcomes.add(log.append(Drafts.alone()));
        }
        faulty.release();
        held.join();

        assertThat(outcomes.stream().map(CompletableFuture::join))
                .filteredOn(AppendOutcome.Pushback.class::isInstance)
                .hasSize(3);
        assertThat(log.head().size()).isEqualTo(1 + 5);
    }

    @Test
    void tellsTheTruthWhenACommitFailsBeforeItReachesTheDatabase() {
        appended(Drafts.alone());
        faulty.failNextCommit(false);

        assertTrue(log, appendMany(20));
        assertThat(log.head().size()).isEqualTo(21);
        assertThat(log.status().appending()).isTrue();
    }

    @Test
    void tellsTheTruthWhenACommitFailsAfterItReachedTheDatabase() {
        appended(Drafts.alone());
        faulty.failNextCommit(true);

        assertTrue(log, appendMany(20));
        assertThat(log.head().size()).isEqualTo(21);
    }

    @Test
    void saysUnknownWhileTheDatabaseIsAwayAndTheTruthWhenItIsBack() {
        log.close();
        LogSettings impatient = new LogSettings(
                100,
                16 << 20,
                64,
                8 << 20,
                100,
                Duration.ofMillis(300),
                Duration.ofSeconds(5),
                Duration.ofMillis(50),
                Duration.ofSeconds(1));
        log = open(impatient);
        UUID inDoubt = Drafts.id();
        faulty.failNextCommit(true);
        faulty.goAwayAfterCommit();

        assertThat(outcome(new Append(List.of(Drafts.alone(inDoubt)), List.of(), List.of())))
                .isInstanceOf(AppendOutcome.Unknown.class);
        assertThat(log.status().appending()).isFalse();
        assertThat(outcome(Drafts.alone())).isInstanceOf(AppendOutcome.Pushback.class);
        faulty.comeBack();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> log.status()
                .appending());

        assertThat(log.find(inDoubt)).isPresent();
        assertThat(outcome(new Append(List.of(Drafts.alone(inDoubt)), List.of(), List.of())))
                .isEqualTo(new AppendOutcome.Duplicate(List.of(inDoubt)));
        assertThat(log.head().size()).isEqualTo(1);
    }

    @Test
    void knowsTheRootOfEverySizeThatItHasHad() {
        Random random = new Random(5);
        while (log.head().size() < 600) {
            appendMany(1 + random.nextInt(40));
        }
        List<Hash> leaves = leaves(log);
        for (int size = 1; size <= leaves.size(); size++) {
            assertThat(log.rootAt(size)).as("size=%s", size).isEqualTo(naiveRoot(leaves.subList(0, size)));
        }
        assertThatThrownBy(() -> log.rootAt(leaves.size() + 1L)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void goesOnWhereItWasWhenItIsOpenedAgain() {
        List<Appended> acknowledged = new ArrayList<>(appendMany(300));
        Head head = log.head();
        reopen();

        assertThat(log.head()).isEqualTo(head);
        acknowledged.addAll(appendMany(300));
        assertTrue(log, acknowledged);
    }

    @Test
    void keepsAnAloneEventUnderItsOwnName() {
        UUID id = Drafts.id();
        appended(new Append(List.of(Drafts.alone(id)), List.of(), List.of()));

        Entry entry = log.find(id).orElseThrow();
        assertThat(entry.stream()).isEqualTo(id.toString());
        assertThat(entry.sequenceNumber()).isZero();
        assertThat(log.find(Drafts.id())).isEmpty();
    }

    @Test
    void storesKeysWithTheirEntriesOrNotAtAll() {
        KeyRow key = new KeyRow(UUID.randomUUID(), KeyKind.CONTENT.name(), "a", new byte[] {1, 2});
        KeyRow lost = new KeyRow(UUID.randomUUID(), KeyKind.CONTENT.name(), "a", new byte[] {3});
        JdbcKeyStore keys = new JdbcKeyStore(database);

        appended(new Append(List.of(Drafts.in("a", 0)), List.of(), List.of(key)));
        outcome(new Append(List.of(Drafts.in("a", 0)), List.of(), List.of(lost)));

        assertThat(keys.find(key.keyId()).orElseThrow().wrapped()).containsExactly(1, 2);
        assertThat(keys.find(lost.keyId())).isEmpty();
    }

    @Test
    void refusesAnAppendThatContradictsItselfWithoutHarmToOthers() {
        Draft draft = Drafts.in("a", 3);
        CompletableFuture<AppendOutcome> broken =
                log.append(new Append(List.of(draft, Drafts.in("a", 5)), List.of(), List.of()));

        assertThatThrownBy(broken::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalArgumentException.class);
        appended(Drafts.alone());
    }

    @Test
    void answersEverybodyWhenItIsClosed() throws InterruptedException {
        CompletableFuture<AppendOutcome> held = holdWriter();
        List<CompletableFuture<AppendOutcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            outcomes.add(log.append(Drafts.alone()));
        }
        Thread closing = new Thread(log::close);
        closing.start();
        outcomes.forEach(outcome -> assertThat(outcome.join()).isInstanceOf(AppendOutcome.Pushback.class));
        faulty.release();

        assertThat(held.join()).isInstanceOf(Appended.class);
        closing.join();
        assertThat(outcome(Drafts.alone())).isInstanceOf(AppendOutcome.Pushback.class);
        assertThat(log.status().appending()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update entries set sequence_number = 1",
                "delete from entries",
                "truncate table entries",
                "update batches set size = 0",
                "delete from batches",
                "truncate table batches",
                "update tiles set tile_index = 1",
                "delete from tiles",
                "truncate table tiles",
                "delete from head"
            })
    void hasTheDatabaseRefuseToChangeWhatIsStored(String sql) throws SQLException {
        appendMany(260);

        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql)).isInstanceOf(SQLException.class);
        }
        assertThat(log.read(0, 1_000)).hasSize(260);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update head set size = size - 1",
                "update head set root = (select min(root) from batches where size <> (select size from head))"
            })
    void refusesToOpenAHeadThatEntriesDoNotLeadTo(String sql) throws SQLException {
        appended(Drafts.alone());
        appended(Drafts.alone());
        appended(Drafts.alone());
        log.close();
        execute(sql);

        assertThatThrownBy(() -> open(LogSettings.defaults())).isInstanceOf(StorageException.class);
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    Log anotherLogOnTheSameDatabase() {
        return new GroupCommitLog(new JdbcLogStore(database, true), LogSettings.defaults());
    }

    Log log() {
        return log;
    }

    private void reopen() {
        log.close();
        log = open(LogSettings.defaults());
    }

    /** Makes the writer wait in a commit, so that what follows gathers into one batch. */
    private CompletableFuture<AppendOutcome> holdWriter() {
        faulty.hold();
        CompletableFuture<AppendOutcome> held = log.append(Drafts.alone());
        faulty.awaitHeld();
        return held;
    }

    List<Appended> appendMany(int count) {
        List<CompletableFuture<AppendOutcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            outcomes.add(log.append(Drafts.alone()));
        }
        return outcomes.stream().map(outcome -> (Appended) outcome.join()).toList();
    }

    private AppendOutcome outcome(Append append) {
        return log.append(append).join();
    }

    private Appended appended(Append append) {
        return (Appended) outcome(append);
    }

    /** Every acknowledgement is what the log holds: contiguous, in the tree, under the head that it named. */
    static void assertTrue(Log log, List<Appended> acknowledged) {
        List<Hash> leaves = leaves(log);
        assertThat(log.head().size()).isEqualTo(leaves.size());
        assertThat(log.head().tree().root()).isEqualTo(naiveRoot(leaves));
        Set<Long> indexes = new HashSet<>();
        for (Appended appended : acknowledged) {
            assertThat(indexes.add(appended.firstLeafIndex())).isTrue();
            assertThat(appended.head().size()).isGreaterThan(appended.firstLeafIndex());
            assertThat(log.batchOf(appended.firstLeafIndex())).isEqualTo(appended.head());
            assertThat(appended.head().tree().root())
                    .isEqualTo(naiveRoot(leaves.subList(0, (int) appended.head().size())));
        }
    }

    static List<Hash> leaves(Log log) {
        List<Hash> leaves = new ArrayList<>();
        for (List<Entry> page = log.read(0, 100); !page.isEmpty(); page = log.read(leaves.size(), 100)) {
            for (Entry entry : page) {
                assertThat(entry.leafIndex()).isEqualTo(leaves.size());
                leaves.add(TreeHasher.leaf(entry.bytes()));
            }
        }
        return leaves;
    }

    /** RFC 6962 section 2.1, as it is written there. */
    static Hash naiveRoot(List<Hash> leaves) {
        if (leaves.isEmpty()) {
            return TreeHasher.empty();
        }
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        return TreeHasher.node(naiveRoot(leaves.subList(0, split)), naiveRoot(leaves.subList(split, leaves.size())));
    }
}
