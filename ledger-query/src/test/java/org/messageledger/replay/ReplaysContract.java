package org.messageledger.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.fact.Clinic;
import org.messageledger.fact.Fact;
import org.messageledger.fact.FactStorageException;
import org.messageledger.fact.Filter;
import org.messageledger.fact.Generations;
import org.messageledger.fact.InBatches;
import org.messageledger.fact.Moment;
import org.messageledger.fact.Page;
import org.messageledger.fact.Question;
import org.messageledger.fact.Reply;
import org.messageledger.fact.RunningLedger;
import org.messageledger.fact.Snapshot;
import org.messageledger.fact.Span;
import org.messageledger.fact.SpareGeneration;
import org.messageledger.fact.Subject;
import org.messageledger.fact.SubjectKind;
import org.messageledger.replay.ReplayStatus.State;

/** What must hold of replays on every database. */
@Timeout(300)
@SuppressWarnings("NullAway.Init") // made before each test
abstract class ReplaysContract {

    static final Duration SOON = Duration.ofSeconds(60);

    private static final Subject PERSON = new Subject(SubjectKind.PERSON, "person:1");
    private static final List<String> ROLES = List.of("ACTOR", "RECIPIENT");

    private static final List<State> END = List.of(State.DONE, State.CANCELLED, State.FAILED);

    @TempDir
    Path home;

    DataSource database;
    RunningLedger ledger;
    private @Nullable Replays replays;

    /** An empty, migrated database, another one each time. */
    abstract DataSource database();

    @BeforeEach
    void start() {
        database = database();
        ledger = new RunningLedger(database, home);
        ledger.record(new Clinic(31), 300);
        ledger.projection().start();
        ledger.awaitView();
    }

    @AfterEach
    void stop() {
        if (replays != null) {
            replays.close();
        }
        ledger.close();
    }

    @Test
    void reportsThatTheViewIsEqualAndLeavesItAsItIs() throws SQLException {
        long size = ledger.history.size();
        Replay replay = replays(50, Duration.ZERO)
                .begin(new ReplayOrder(size, false, false))
                .orElseThrow();

        ReplayStatus end = awaitEnd(replay);

        assertThat(end.state()).as("%s", end).isEqualTo(State.DONE);
        assertThat(end.eventsDone()).isEqualTo(end.eventsTotal()).isEqualTo(size);
        ReplayReport report = report(end);
        assertThat(report.equal()).isTrue();
        assertThat(report.swapped()).isFalse();
        assertThat(report.findings().leafIndex()).isEqualTo(size - 1);
        assertThat(report.findings().digest()).isEqualTo(NaiveDigest.of(database, size - 1));
        assertOneGeneration(1);
    }

    /** The older leaf's digest is what the live view gives as of it, whatever has come since. */
    @Test
    void reportsTheDigestOfAPastLeaf() {
        long size = ledger.history.size();
        var before = NaiveDigest.of(database, size / 2);
        ledger.record(new Clinic(32), 200);
        ledger.awaitView();

        ReplayReport report = report(awaitEnd(replays(50, Duration.ZERO)
                .begin(new ReplayOrder(size / 2 + 1, false, false))
                .orElseThrow()));

        assertThat(report.findings().digest())
                .isEqualTo(report.findings().liveDigest())
                .isEqualTo(before);
    }

    @Test
    void swapsOnlyWhatIsEqualUnlessItIsToRepair() throws SQLException {
        execute("update facts set purpose = 'X' where leaf_index = 5");
        execute("delete from postings where leaf_index = 6");
        execute("insert into postings (leaf_index, generation, role, subject_id) values (7, 1, 301, 'nobody')");
        Replays mine = replays(50, Duration.ZERO);
        long size = ledger.history.size();

        ReplayReport differs =
                report(awaitEnd(mine.begin(new ReplayOrder(size, true, false)).orElseThrow()));
        assertThat(differs.swapped()).isFalse();
        assertThat(differs.findings().differences())
                .isEqualTo(differs.listed().size())
                .isGreaterThan(2);
        assertThat(differs.findings().digest()).isNotEqualTo(differs.findings().liveDigest());
        assertOneGeneration(1);

        ReplayReport repaired =
                report(awaitEnd(mine.begin(new ReplayOrder(size, true, true)).orElseThrow()));
        assertThat(repaired.swapped()).isTrue();
        assertThat(repaired.findings()).isEqualTo(differs.findings());
        assertOneGeneration(2);

        ledger.record(new Clinic(33), 50);
        ledger.awaitView();
        assertThat(report(awaitEnd(mine.begin(new ReplayOrder(ledger.history.size(), false, false))
                                .orElseThrow()))
                        .equal())
                .isTrue();
        assertThat(number("select count(*) from facts")).isEqualTo(ledger.history.size());
    }

    @Test
    void listsNoMoreThanItSaysAndCountsAll() throws SQLException {
        execute("update facts set emitter = 'X'");

        ReplayReport report = report(awaitEnd(replays(1_000, Duration.ZERO)
                .begin(new ReplayOrder(ledger.history.size(), false, false))
                .orElseThrow()));

        assertThat(report.listed()).hasSize(ReplayReport.LISTED_MAX);
        assertThat(report.findings().differences()).isEqualTo(ledger.history.size());
    }

    @Test
    void failsAtALeafThatIsNotThereAndNamesIt() throws SQLException {
        ReplayStatus end = awaitEnd(replays(1_000, Duration.ZERO)
                .begin(new ReplayOrder(ledger.history.size() + 1, false, false))
                .orElseThrow());

        assertThat(end.state()).isEqualTo(State.FAILED);
        assertThat(end.reason()).isEqualTo("the log has no such leaf: leafIndex=" + ledger.history.size());
        assertThat(end.report()).isNull();
        assertOneGeneration(1);
    }

    @Test
    void isCancelled() throws Exception {
        Replays mine = replays(1, Duration.ZERO);
        Replay replay =
                mine.begin(new ReplayOrder(ledger.history.size(), true, false)).orElseThrow();
        assertThat(mine.begin(new ReplayOrder(1, false, false))).isEmpty();
        assertThat(replays(1, Duration.ZERO).begin(new ReplayOrder(1, false, false)))
                .as("another process")
                .isEmpty();

        replay.cancel();

        assertThat(awaitEnd(replay).state()).isEqualTo(State.CANCELLED);
        assertThat(mine.find(replay.id())).contains(replay);
        assertOneGeneration(1);
        assertThat(mine.begin(new ReplayOrder(1, false, false))).isPresent();
    }

    @Test
    void removesAtTheNextStartWhatWasBrokenOff() throws Exception {
        breakOffInTheMiddle(replays(1, Duration.ZERO));

        Replays next = new Replays(InBatches.of(database, ledger.log, 50), database, true, Duration.ZERO);
        replays = next;
        next.start();

        Awaitility.await().atMost(SOON).until(() -> number("select count(*) from fact_position") == 1);
        assertOneGeneration(1);
    }

    /** Replays are fast here: they are begun until one is seen before it has ended. */
    void breakOffInTheMiddle(Replays replays) throws Exception {
        for (int tries = 0; tries < 50; tries++) {
            Replay replay = replays.begin(new ReplayOrder(ledger.history.size(), false, false))
                    .orElseThrow();
            while (!END.contains(replay.status().state())) {
                if (number("select count(*) from facts where generation = 2") > 10) {
                    replays.close();
                    assertThat(number("select count(*) from fact_position")).isEqualTo(2);
                    return;
                }
            }
        }
        throw new AssertionError("no replay was seen in the middle");
    }

    /** Answers as of one leaf are the same, those of now have nothing less than before, cursors go on; so does the view. */
    @Test
    void swapsUnderQuestionsAndCommandsWithoutAnybodyNoticing() throws Exception {
        long leaf = ledger.history.size() - 1;
        Question asOfLeaf = question(new Moment.AtLeaf(leaf), null);
        List<Fact> expected = all(asOfLeaf);
        assertThat(expected).hasSizeGreaterThan(20);
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger asked = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        Clinic clinic = new Clinic(34);
        threads.add(thread(failures, over, () -> ledger.record(clinic, 1)));
        for (int i = 0; i < 2; i++) {
            threads.add(thread(failures, over, () -> {
                assertThat(all(asOfLeaf)).isEqualTo(expected);
                asked.incrementAndGet();
            }));
        }
        long[] newest = {0, 0};
        threads.add(thread(failures, over, () -> {
            Page page = page(question(new Moment.Newest(), null));
            assertThat(page.asOf().leafIndex()).isGreaterThanOrEqualTo(newest[0]);
            newest[0] = page.asOf().leafIndex();
            long count = all(question(new Moment.AtLeaf(newest[0]), null)).size();
            assertThat(count).isGreaterThanOrEqualTo(newest[1]);
            newest[1] = count;
        }));
        Replays mine = replays(50, Duration.ofSeconds(2));
        try {
            for (int i = 0; i < 3; i++) {
                int before = asked.get();
                ReplayReport report = report(awaitEnd(mine.begin(new ReplayOrder(ledger.history.size(), true, false))
                        .orElseThrow()));
                assertThat(report.swapped()).isTrue();
                assertThat(asked.get()).isGreaterThan(before);
            }
        } finally {
            over.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(failures).isEmpty();
        ledger.awaitView();
        assertOneGeneration(4);
        assertThat(number("select count(*) from facts")).isEqualTo(ledger.history.size());
        assertThat(report(awaitEnd(mine.begin(new ReplayOrder(ledger.history.size(), false, false))
                                .orElseThrow()))
                        .equal())
                .isTrue();
    }

    /** A process that stood still for too long finds its claim gone, and can neither write nor swap. */
    @Test
    void doesNothingMoreOnceAnotherHasTakenOver() throws SQLException {
        Generations generations = InBatches.of(database, ledger.log, 20);
        SpareGeneration slow = generations.begin().orElseThrow();
        slow.fill(100, done -> {});
        assertThat(generations.begin()).isEmpty();
        execute("update fact_position set claimed_at = 0 where not live");

        SpareGeneration other = generations.begin().orElseThrow();
        other.fill(50, done -> {});

        assertThatThrownBy(() -> slow.fill(200, done -> {})).isInstanceOf(FactStorageException.class);
        assertThatThrownBy(() -> slow.swapIn(done -> {})).isInstanceOf(FactStorageException.class);
        assertThatThrownBy(() -> slow.remove(() -> {})).isInstanceOf(FactStorageException.class);
        assertThat(number("select count(*) from facts where generation = 2")).isZero();
        assertThat(number("select count(*) from facts where generation = 3")).isEqualTo(50);
        other.remove(() -> {});
        assertOneGeneration(1);
    }

    /** Whoever has begun to ask, and goes on when the old view is gone. */
    @Test
    void showsNobodyLessWhoReadsOnForTooLong() {
        Reply<Snapshot> reply = ledger.facts.snapshot(new Moment.Newest(), null);
        assertThat(reply).isInstanceOf(Reply.Answered.class);
        Iterator<Fact> facts = ((Reply.Answered<Snapshot>) reply).answer().facts(PERSON, ROLES);
        facts.next();

        assertThat(report(awaitEnd(replays(100, Duration.ZERO)
                                .begin(new ReplayOrder(ledger.history.size(), true, false))
                                .orElseThrow()))
                        .swapped())
                .isTrue();

        assertThatThrownBy(() -> facts.forEachRemaining(fact -> {})).isInstanceOf(FactStorageException.class);
    }

    private interface Step {
        void run() throws Exception;
    }

    private static Thread thread(Queue<Throwable> failures, AtomicBoolean over, Step step) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            while (!over.get() && failures.isEmpty()) {
                try {
                    step.run();
                } catch (Exception | AssertionError e) {
                    failures.add(e);
                }
                begun.countDown();
            }
        });
        thread.start();
        begun.await();
        return thread;
    }

    private List<Fact> all(Question question) {
        List<Fact> facts = new ArrayList<>();
        String cursor = null;
        do {
            Page page = page(question(question.moment(), cursor));
            facts.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return facts;
    }

    private Page page(Question question) {
        Reply<Page> reply = ledger.facts.page(PERSON, ROLES, question);
        assertThat(reply).isInstanceOf(Reply.Answered.class);
        return ((Reply.Answered<Page>) reply).answer();
    }

    private static Question question(Moment moment, @Nullable String cursor) {
        return new Question(Span.ALWAYS, moment, Filter.ALL, 7, cursor, false, null);
    }

    /** To be closed at the end. */
    Replays replays(int batchSize, Duration questionMax) {
        Replays made = new Replays(InBatches.of(database, ledger.log, batchSize), database, false, questionMax);
        if (replays == null) {
            replays = made;
        }
        return made;
    }

    static ReplayStatus awaitEnd(Replay replay) {
        return Awaitility.await()
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(replay::status, status -> END.contains(status.state()));
    }

    static ReplayReport report(ReplayStatus end) {
        ReplayReport report = end.report();
        if (report == null) {
            throw new AssertionError("no report: " + end);
        }
        return report;
    }

    void assertOneGeneration(int generation) throws SQLException {
        assertThat(number("select generation from fact_position")).isEqualTo(generation);
        assertThat(number("select count(*) from fact_position where live")).isOne();
        for (String table : List.of("facts", "postings")) {
            assertThat(number("select count(*) from " + table + " where generation <> " + generation))
                    .as(table)
                    .isZero();
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
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
