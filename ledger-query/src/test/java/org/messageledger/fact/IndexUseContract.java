package org.messageledger.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.messageledger.fact.Commands.read;
import static org.messageledger.fact.Commands.send;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.access.AccessKind;
import org.messageledger.log.Entry;
import org.messageledger.message.Command;
import org.messageledger.party.Irregularity;
import org.messageledger.wire.EntryReader;

/** What a question or a batch costs does not grow with the log: every statement goes to its rows by the whole key. */
abstract class IndexUseContract {

    private static final List<String> PERSON_ROLES = List.of("ACTOR", "ON_BEHALF_OF");

    @TempDir
    private Path home;

    private DataSource database;
    private ExplainedStatements explained;

    /** An empty, migrated database. */
    abstract DataSource database();

    /** Settings that make the database plan for few rows as it does for many. */
    abstract List<String> asIfThereWereMany();

    /** Whether the plan reads facts or postings otherwise than by a key's leaf or subject. */
    abstract boolean scans(String plan);

    /** Whether the plan has rows in the order of the key, without sorting them. */
    abstract boolean inOrder(String plan);

    @BeforeEach
    void open() {
        database = database();
        explained = new ExplainedStatements(database, asIfThereWereMany());
    }

    @Test
    void questionsGoToTheirRows() {
        try (RunningLedger ledger = new RunningLedger(database, home)) {
            ledger.projection().start();
            for (int i = 0; i < 20; i++) {
                ledger.record(send("portal:" + i, "thread:1", "patient:1"));
                ledger.record(read("portal:" + i));
            }
            ledger.awaitView();
            Facts facts = new Facts(explained.dataSource(), ledger.history, RunningLedger.CURSOR_KEY);
            for (boolean newestFirst : new boolean[] {false, true}) {
                ask(facts, new Subject(SubjectKind.MESSAGE, "portal:1"), Role.EVENTS, newestFirst);
                ask(facts, new Subject(SubjectKind.THREAD, "thread:1"), Role.EVENTS, newestFirst);
                ask(facts, new Subject(SubjectKind.PERSON, "clinician:2"), PERSON_ROLES, newestFirst);
            }

            assertThat(explained.plans()).hasSizeGreaterThan(50);
            assertThat(explained.plans().stream().filter(this::scans)).isEmpty();
        }
    }

    @Test
    void snapshotsGoToTheirRows() {
        try (RunningLedger ledger = new RunningLedger(database, home)) {
            ledger.projection().start();
            for (int i = 0; i < 20; i++) {
                ledger.record(send("portal:" + i, "thread:1", "patient:1"));
                ledger.record(read("portal:" + i));
            }
            ledger.awaitView();
            Facts facts = new Facts(explained.dataSource(), ledger.history, RunningLedger.CURSOR_KEY);
            Snapshot snapshot = answer(facts.snapshot(new Moment.Newest(), null));
            Span span = new Span(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), false);
            List<String> messages = List.of("portal:1", "portal:2", "portal:unknown");

            assertThat(snapshot.ofEach(SubjectKind.MESSAGE, messages, List.of("MessageRead", "MessageSent"), 10))
                    .hasSize(3);
            assertThat(snapshot.ofEach(SubjectKind.THREAD, List.of("thread:1"), List.of("MessageSent"), 19))
                    .as("it has 20")
                    .isEmpty();
            List<Fact> found = new ArrayList<>();
            Subject clinician = new Subject(SubjectKind.PERSON, "clinician:2");
            assertThat(snapshot.walk(clinician, PERSON_ROLES, span, 20, found::add))
                    .isEqualTo(new Snapshot.Walk(true, 20));
            assertThat(found).hasSize(20);
            assertThat(snapshot.walk(clinician, PERSON_ROLES, span, 19, fact -> true)
                            .whole())
                    .isFalse();

            assertThat(explained.plans().stream().filter(this::scans)).isEmpty();
        }
    }

    /** A pass over leaves reads these, in their order, and no others. */
    @Test
    void passesGoAlongTheKey() {
        try (RunningLedger ledger = new RunningLedger(database, home)) {
            ledger.projection().start();
            ledger.record(send("portal:1", "thread:1", "patient:1"));
            ledger.record(read("portal:1"));
            ledger.awaitView();
            Facts facts = new Facts(explained.dataSource(), ledger.history, RunningLedger.CURSOR_KEY);
            Snapshot snapshot = answer(facts.snapshot(new Moment.Newest(), null));
            int before = explained.plans().size();
            List<Fact> found = new ArrayList<>();

            assertThat(snapshot.pass(Set.of("MessageSent"), Span.ALWAYS, 3, found::add))
                    .isTrue();
            assertThat(snapshot.pass(Set.of("MessageSent"), Span.ALWAYS, 2, found::add))
                    .as("there are 3 leaves")
                    .isFalse();

            assertThat(found).hasSize(1);
            assertThat(explained.plans().subList(before, explained.plans().size()))
                    .filteredOn(plan -> plan.toLowerCase(Locale.ROOT).contains("facts"))
                    .isNotEmpty()
                    .allMatch(this::inOrder);
        }
    }

    /** A page, the next one, and one of a filter and a span. */
    private static void ask(Facts facts, Subject subject, List<String> roles, boolean newestFirst) {
        Question page = new Question(Span.ALWAYS, new Moment.Newest(), Filter.ALL, 1, null, newestFirst, null);
        Page first = answer(facts.page(subject, roles, page));
        answer(facts.page(
                subject,
                roles,
                new Question(Span.ALWAYS, new Moment.Newest(), Filter.ALL, 1, first.next(), newestFirst, null)));
        Filter filter = new Filter(
                Set.of("MessageRead"),
                Set.of(AccessKind.OPENED),
                Set.of(Commands.CLINICIAN.id()),
                Set.of(Outcome.ALLOWED),
                Set.of(Irregularity.LATE, Irregularity.UNVERIFIED_POOL));
        Span span = new Span(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), false);
        answer(facts.page(
                subject, roles, new Question(span, new Moment.AtLeaf(30), filter, 5, null, newestFirst, null)));
    }

    private static <T> T answer(Reply<T> reply) {
        assertThat(reply).isInstanceOf(Reply.Answered.class);
        return ((Reply.Answered<T>) reply).answer();
    }

    /** Alone, together and in turn, with tests of what is left, sorted, counted, and in a window. */
    @Test
    void searchesGoToTheirRows() {
        try (RunningLedger ledger = new RunningLedger(database, home)) {
            ledger.projection().start();
            for (int i = 0; i < 20; i++) {
                ledger.record(send("portal:" + i, "thread:1", "patient:1"));
                ledger.record(read("portal:" + i));
            }
            ledger.awaitView();
            Facts facts = new Facts(explained.dataSource(), ledger.history, RunningLedger.CURSOR_KEY);
            Condition person = is(Field.PERSON, "clinician:2");
            Condition patient = is(Field.PATIENT, "patient:1");
            Condition read = is(Field.EVENT, "MessageRead");
            Condition range = new Condition.Compare(Field.LEAF_INDEX, Condition.Relation.MORE, 30L);
            for (Condition condition : List.of(
                    new Condition.All(List.of(person, patient, is(Field.CARE_SITE, "site:1"))),
                    new Condition.All(List.of(person, patient, new Condition.Not(is(Field.THREAD_ID, "thread:2")))),
                    new Condition.Any(
                            List.of(is(Field.MESSAGE_ID, "portal:3"), new Condition.All(List.of(person, read)))),
                    new Condition.All(List.of(range, read)),
                    new Condition.All(List.of(
                            person,
                            new Condition.Prefix(Field.PURPOSE, "T"),
                            new Condition.Present(Field.CLIENT_ADDRESS))),
                    is(Field.OUTCOME, "REFUSED"),
                    new Condition.Present(Field.IRREGULARITY),
                    is(Field.RECIPIENT, "clinician:2"))) {
                for (boolean descending : new boolean[] {false, true}) {
                    for (Field sort : List.of(Field.LEAF_INDEX, Field.ACTOR)) {
                        Search search = new Search(condition, sort, descending, new Moment.Newest(), 2, null, null);
                        String next = answer(facts.search(search)).next();
                        if (next != null) {
                            answer(facts.search(search.from(next)));
                        }
                    }
                }
                answer(facts.counts(new Counting(condition, List.of(Field.PATIENT), 5, new Moment.Newest(), null)));
                assertThat(facts.window(condition, 10, 20, Duration.ZERO).next())
                        .isEqualTo(30);
            }

            assertThat(explained.plans()).hasSizeGreaterThan(300);
            assertThat(explained.plans().stream().filter(this::scans)).isEmpty();
        }
    }

    private static Condition is(Field field, String value) {
        return new Condition.Compare(field, Condition.Relation.EQUAL, value);
    }

    /** Each page would else read all that are left. */
    @Test
    void comparisonsWalkAlongTheKey() throws SQLException {
        ViewRow last = new ViewRow(ViewTable.POSTINGS, "person:1", 301, 5, List.of());
        try (Connection connection = explained.connection(database.getConnection())) {
            assertThat(ViewRows.postings(connection, 1, null)).isEmpty();
            assertThat(ViewRows.postings(connection, 1, last)).isEmpty();
        }
        assertThat(new ViewRows(explained.dataSource(), Runnable::run).of(ViewTable.FACTS, 1, 5, () -> {}))
                .isExhausted();

        assertThat(explained.plans()).hasSize(6).allMatch(this::inOrder);
    }

    @Test
    void batchesGoToTheirRows() throws SQLException {
        try (RunningLedger ledger = new RunningLedger(database, home)) {
            for (Command command : List.of(
                    read("portal:1"),
                    send("portal:1", "thread:1", "patient:1"),
                    send("portal:2", "thread:1", "patient:1"),
                    read("portal:2"))) {
                ledger.record(command);
            }
            List<Extracted> leaves = new ArrayList<>();
            for (Entry entry : ledger.log.read(0, 100)) {
                leaves.add(Extracted.of(entry.leafIndex(), new EntryReader().read(entry.bytes())));
            }
            FactWriter writer = new FactWriter(1);
            try (Connection connection = explained.connection(database.getConnection())) {
                for (Extracted leaf : leaves) {
                    writer.write(connection, List.of(leaf));
                }
            }

            assertThat(explained.plans()).hasSizeGreaterThan(5);
            assertThat(explained.plans().stream().filter(this::scans)).isEmpty();
        }
    }
}
