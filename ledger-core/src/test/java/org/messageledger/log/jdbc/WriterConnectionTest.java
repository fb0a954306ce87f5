package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.messageledger.log.CommitResult;

/** Whatever happens to the writer, the head row is free afterwards and nothing stays half done. */
@ParameterizedClass
@EnumSource(LogDatabase.class)
@SuppressWarnings("NullAway.Init") // made before each test
class WriterConnectionTest {

    @Parameter
    private LogDatabase on;

    @TempDir
    private Path home;

    private DataSource database;
    private WriterConnection writer;

    @BeforeEach
    void open() {
        database = on.empty(home);
        writer = new WriterConnection(database, true);
    }

    @AfterEach
    void close() {
        writer.close();
    }

    private static boolean moveHead(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate("update head set epoch = epoch + 1") == 1;
        }
    }

    @Test
    void leavesTheHeadFreeWhenAnErrorInterruptsABatch() {
        assertThatThrownBy(() -> writer.commit(connection -> {
                    moveHead(connection);
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);

        assertHeadIsFreeAndEpochIs(1);
    }

    @Test
    void saysNotWrittenWhenAnExceptionInterruptsABatch() {
        CommitResult result = writer.commit(connection -> {
            moveHead(connection);
            throw new IllegalStateException("a bug");
        });

        assertThat(result.kind()).isEqualTo(CommitResult.Kind.NOT_WRITTEN);
        assertHeadIsFreeAndEpochIs(1);
    }

    @Test
    void leavesTheHeadFreeWhenAFenceFails() {
        assertThatThrownBy(() -> writer.fence(connection -> {
                    moveHead(connection);
                    throw new IllegalStateException("a bug");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertHeadIsFreeAndEpochIs(1);
    }

    @Test
    void leavesNothingOpenWhenAQuestionFails() {
        assertThatThrownBy(() -> writer.run(connection -> {
                    connection.setAutoCommit(false);
                    moveHead(connection);
                    throw new IllegalStateException("a bug");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertHeadIsFreeAndEpochIs(1);
    }

    /** With the one move that this makes; H2 waits two seconds for a row, PostgreSQL as long as it is told. */
    private void assertHeadIsFreeAndEpochIs(long epoch) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                if (on == LogDatabase.POSTGRESQL) {
                    statement.execute("set lock_timeout = '2s'");
                }
                return moveHead(connection);
            }
        });
        assertThat(writer.commit(WriterConnectionTest::moveHead)).isEqualTo(CommitResult.COMMITTED);
        long found = writer.run(WriterConnectionTest::epoch);
        assertThat(found).isEqualTo(epoch + 1);
    }

    private static long epoch(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select epoch from head")) {
            row.next();
            return row.getLong(1);
        }
    }
}
