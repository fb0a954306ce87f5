package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.Drafts;
import org.messageledger.log.LogSettings;
import org.messageledger.log.StorageException;

/** What is stored can be neither changed nor passed over. */
class AppendOnlyTest extends LogContract {

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
                "update head set root = (select root from batches where size <> (select size from head) fetch first 1 row only)"
            })
    void refusesToOpenAHeadThatEntriesDoNotLeadTo(String sql) throws SQLException {
        appended(Drafts.alone());
        appended(Drafts.alone());
        appended(Drafts.alone());
        log.close();
        execute(sql);

        assertThatThrownBy(() -> open(LogSettings.defaults())).isInstanceOf(StorageException.class);
    }

    /** A restored database of equal size and epoch, in which something else happened. */
    @Test
    void addsNothingToAnotherHistoryOfTheSameSize() throws SQLException {
        appended(Drafts.alone());
        try (Connection connection = database.getConnection();
                PreparedStatement restore = connection.prepareStatement("update head set root = ?")) {
            restore.setBytes(1, new byte[32]);
            restore.executeUpdate();
        }

        assertThat(outcome(Drafts.alone())).isInstanceOf(AppendOutcome.Pushback.class);
        assertThat(log.status().appending()).isFalse();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from entries")) {
            row.next();
            assertThat(row.getLong(1)).isEqualTo(1);
        }
    }

    /** On PostgreSQL by the trigger, whatever is truncated along; H2 has none for it, but a table that refers to it. */
    @ParameterizedTest
    @ValueSource(strings = {"entries", "batches", "tiles", "head"})
    void refusesToTruncateForTheRightReason(String table) throws SQLException {
        appendMany(260);

        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            if (on == LogDatabase.POSTGRESQL) {
                assertThatThrownBy(() -> statement.execute("truncate table " + table + " cascade"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("the log is append-only: TRUNCATE on " + table);
            } else if (!table.equals("head")) {
                assertThatThrownBy(() -> statement.execute("truncate table " + table))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("Cannot truncate");
            }
        }
        assertThat(log.read(0, 1_000)).hasSize(260);
    }
}
