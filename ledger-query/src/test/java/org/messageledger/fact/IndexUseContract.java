package org.messageledger.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.messageledger.fact.Commands.read;
import static org.messageledger.fact.Commands.send;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

    private static Page answer(Reply<Page> reply) {
        assertThat(reply).isInstanceOf(Reply.Answered.class);
        return ((Reply.Answered<Page>) reply).answer();
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
