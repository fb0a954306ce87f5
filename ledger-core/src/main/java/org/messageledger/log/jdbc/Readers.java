package org.messageledger.log.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.messageledger.log.StorageException;

/** Puts questions to the database, each on a connection lent for it. */
final class Readers {

    private final DataSource dataSource;

    Readers(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    /** A question of one statement. */
    <T> T ask(Question<T> question) {
        try (LentConnection lent = LentConnection.forReading(dataSource)) {
            return question.ask(lent.get());
        } catch (SQLException e) {
            throw new StorageException("the database does not answer", e);
        }
    }
}
