package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.Drafts;
import org.messageledger.log.GroupCommitLog;
import org.messageledger.log.Log;
import org.messageledger.log.LogSettings;

/** A pool that hands out what it was given back, without autocommit and serializable, and never cleans up. */
class UnusualPoolTest extends LogContract {

    @Test
    void writesAndReadsWhateverThePoolHandsOut() throws SQLException {
        log.close();
        try (OneConnectionPool pool = new OneConnectionPool(database);
                Log unusual = new GroupCommitLog(new JdbcLogStore(pool, true), LogSettings.defaults())) {
            for (int i = 0; i < 3; i++) {
                assertThat(unusual.append(Drafts.next("a", i)).join()).isInstanceOf(AppendOutcome.Appended.class);
                assertThat(unusual.read(0, 10)).hasSize(i + 1);
                assertThat(unusual.readStream("a", 0)).hasSize(i + 1);
            }
            assertThat(pool.handedOut())
                    .as("committing, asking, reading, following")
                    .isLessThanOrEqualTo(4);
        }
    }

    @Test
    void seesWhatOthersHaveWrittenSinceItsLastReading() throws SQLException {
        log.close();
        try (OneConnectionPool pool = new OneConnectionPool(database);
                JdbcLogStore store = new JdbcLogStore(pool, true)) {
            assertThat(store.head().epoch()).isZero();
            execute("update head set epoch = 7");

            assertThat(store.head().epoch()).isEqualTo(7);
        }
    }

    @Test
    void givesConnectionsBackAsTheyWere() throws SQLException {
        log.close();
        String before;
        try (OneConnectionPool pool = new OneConnectionPool(database)) {
            try (Connection connection = pool.getConnection()) {
                before = state(connection);
            }
            try (JdbcLogStore store = new JdbcLogStore(pool, true)) {
                store.open();
                store.fence(Instant.EPOCH);
                store.head();
            }
            for (Connection connection : pool.all()) {
                assertThat(state(connection)).isEqualTo(before);
            }
            assertThat(pool.all()).isNotEmpty();
        }
    }

    private String state(Connection connection) throws SQLException {
        String settings = on.settings(connection);
        return "autocommit=" + connection.getAutoCommit() + " isolation=" + connection.getTransactionIsolation()
                + " networkTimeout=" + connection.getNetworkTimeout() + " " + settings;
    }
}
