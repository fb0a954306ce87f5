package org.messageledger.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.party.MessageId;
import org.messageledger.tree.TreeHead;

/** What the projection has written passes; what anybody has altered since does not, in whatever column. */
abstract class FactCheckContract {

    private static final int COMMANDS = 300;

    /** What each column is altered to: something of its type that no row has. */
    private static final Map<String, Object> ALTERED = Map.ofEntries(
            Map.entry("event_id", UUID.fromString("00000000-0000-4000-8000-000000000000")),
            Map.entry("event", "MessageHidden"),
            Map.entry("recorded_at", 1_000L),
            Map.entry("occurred_at", 1_000L),
            Map.entry("emitter", "nobody"),
            Map.entry("message_id", "nobody:1"),
            Map.entry("thread_id", "nobody:1"),
            Map.entry("actor_id", "nobody:1"),
            Map.entry("on_behalf_of", "nobody:1"),
            Map.entry("pool", "nowhere"),
            Map.entry("purpose", "NOTHING"),
            Map.entry("irregularities", ",LATE,CLOCK_AHEAD,LATE,"),
            Map.entry("client_address", "nowhere"),
            Map.entry("user_agent", "nothing"),
            Map.entry("care_site", "nowhere"),
            Map.entry("detail", "{}"));

    /** The others hold codes, and two of them each at least. */
    private static final Map<String, List<String>> CODES = Map.of(
            "mode", List.of("ASK", "REPORT"),
            "actor_kind", List.of("MEMBER", "STAFF"),
            "relation", List.of("SELF", "PARENT"),
            "kind", List.of("OPENED", "PRINTED"),
            "ground", List.of("SENDER", "NONE"),
            "outcome", List.of("ALLOWED", "REFUSED"),
            "category", List.of("BILLING", "MEDICATION"),
            "channel", List.of("PORTAL", "API"),
            "confidentiality", List.of("N", "V"));

    @TempDir
    private Path home;

    /** An empty, migrated database. */
    protected abstract DataSource database();

    @Test
    void findsEveryColumnThatWasAlteredAndNothingElse() throws SQLException {
        DataSource database = database();
        try (RunningLedger ledger = new RunningLedger(database, home)) {
            Clinic clinic = new Clinic(31);
            ledger.projection().start();
            ledger.record(clinic, COMMANDS);
            ledger.awaitView();
            long last = ledger.log.head().size() - 1;
            check(ledger, null).require(facts(database, 0, last));

            for (String column : FactColumns.NAMES) {
                if (column.equals("leaf_index") || column.equals("patient_ids")) {
                    continue; // a key, and nothing that answers show
                }
                long leaf = leafWith(database, column);
                Object old = value(database, column, leaf);
                update(database, column, leaf, altered(column, old));
                assertThatThrownBy(() -> check(ledger, null).require(facts(database, 0, last)))
                        .as(column)
                        .isInstanceOf(AlteredViewException.class)
                        .hasMessage("leaf " + leaf + ": the view differs from the entry in " + column);
                update(database, column, leaf, old);
            }
            check(ledger, null).require(facts(database, 0, last));
        }
    }

    @Test
    void takesAListingInAMessagesTrailForWhatItSaysOfThisMessage() {
        try (RunningLedger ledger = new RunningLedger(database(), home)) {
            Clinic clinic = new Clinic(32);
            ledger.projection().start();
            ledger.record(clinic, COMMANDS);
            ledger.awaitView();
            int listings = 0;
            for (int i = 0; i < 40; i++) {
                MessageId messageId = clinic.message();
                Subject subject = new Subject(SubjectKind.MESSAGE, messageId.value());
                if (!(ledger.facts.page(subject, Role.EVENTS, Question.ALL.withLimit(1_000))
                        instanceof Reply.Answered<Page> it)) {
                    throw new AssertionError("no answer");
                }
                List<Fact> facts = it.answer().items();
                check(ledger, messageId).require(facts);
                listings += (int) facts.stream()
                        .filter(fact -> fact.event().equals("MessagesListed"))
                        .count();
            }
            assertThat(listings).isPositive();
        }
    }

    @Test
    void findsAFactThatIsGivenTwiceAndOneWhoseEntryWasAltered() throws SQLException {
        DataSource database = database();
        try (RunningLedger ledger = new RunningLedger(database, home)) {
            ledger.projection().start();
            ledger.record(new Clinic(33), 20);
            ledger.awaitView();
            List<Fact> facts = facts(database, 3, 4);
            assertThatThrownBy(() -> check(ledger, null).require(List.of(facts.get(0), facts.get(1), facts.get(0))))
                    .isInstanceOf(AlteredViewException.class)
                    .hasMessage("leaf 3: the answer has it twice");

            // The salt says nothing, so that the fact still is what the entry says.
            byte[] entry = ledger.log.read(4, 1).get(0).bytes().clone();
            int salt = new String(entry, StandardCharsets.ISO_8859_1).indexOf("\"salt\":\"") + 8;
            entry[salt] = (byte) (entry[salt] == 'A' ? 'B' : 'A');
            execute(database, dropTrigger());
            try (Connection connection = database.getConnection();
                    PreparedStatement update =
                            connection.prepareStatement("update entries set entry = ? where leaf_index = 4")) {
                update.setBytes(1, entry);
                assertThat(update.executeUpdate()).isEqualTo(1);
            }
            check(ledger, null).require(facts.subList(0, 1));
            assertThatThrownBy(() -> check(ledger, null).require(facts))
                    .isInstanceOf(AlteredViewException.class)
                    .hasMessage("leaf 4: its entry is not the one in the log's tree");
        }
    }

    /** Lets the owner change entries. */
    abstract String dropTrigger();

    private static FactCheck check(RunningLedger ledger, @Nullable MessageId messageId) {
        TreeHead head = ledger.log.head().tree();
        return new FactCheck(ledger.log, head, messageId);
    }

    private static List<Fact> facts(DataSource database, long first, long last) throws SQLException {
        String sql = "select " + String.join(", ", FactColumns.NAMES) + " from facts where leaf_index between " + first
                + " and " + last + " order by leaf_index";
        List<Fact> facts = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                facts.add(FactColumns.read(rows));
            }
        }
        return facts;
    }

    private static Object altered(String column, Object old) {
        if (old instanceof Boolean flag) {
            return !flag;
        }
        List<String> codes = CODES.get(column);
        return codes == null
                ? Objects.requireNonNull(ALTERED.get(column), column)
                : codes.get(codes.get(0).equals(old) ? 1 : 0);
    }

    private static long leafWith(DataSource database, String column) throws SQLException {
        String filled = column.equals("irregularities") ? " <> ''" : " is not null";
        String sql = "select min(leaf_index) from facts where " + column + filled + " and leaf_index > 0";
        return Long.parseLong(Databases.rows(database, sql).get(0).replace("|", ""));
    }

    private static Object value(DataSource database, String column, long leaf) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select " + column + " from facts where leaf_index = " + leaf)) {
            row.next();
            return row.getObject(1);
        }
    }

    private static void update(DataSource database, String column, long leaf, Object value) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("update facts set " + column + " = ? where leaf_index = ?")) {
            update.setObject(1, value);
            update.setLong(2, leaf);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
