package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The writer's questions must not become slower as the log grows: they go along an index, not through the table. */
class IndexUseTest extends LogContract {

    @Test
    void findsStreamsAlongTheirIndex() throws SQLException {
        try (Connection connection = database.getConnection()) {
            Array streams = connection.createArrayOf("varchar", new Object[] {"a", "b"});

            assertThat(on.plan(connection, ConflictQueries.LAST_SEQUENCE_NUMBERS, streams))
                    .satisfies(plan ->
                            assertThat(on.goesAlong("entries_stream", plan)).isTrue());
        }
    }

    @Test
    void findsConflictsAlongTheirIndexes() throws SQLException {
        try (Connection connection = database.getConnection()) {
            Array eventIds = connection.createArrayOf("uuid", new Object[] {UUID.randomUUID(), UUID.randomUUID()});
            Array streams = connection.createArrayOf("varchar", new Object[] {"a", "b"});

            assertThat(on.plan(connection, ConflictQueries.CONFLICTS, eventIds, streams))
                    .satisfies(plan ->
                            assertThat(on.goesAlong("entries_event_id", plan)).isTrue())
                    .satisfies(plan ->
                            assertThat(on.goesAlong("entries_stream", plan)).isTrue());
        }
    }
}
