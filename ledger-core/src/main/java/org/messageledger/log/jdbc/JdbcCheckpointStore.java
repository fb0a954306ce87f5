package org.messageledger.log.jdbc;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.CheckpointStore;
import org.messageledger.checkpoint.MalformedException;
import org.messageledger.checkpoint.SignedNote;

/**
 * Checkpoints beside the entries that they are about. On H2 a step is durable with the next batch of the log only: a sync
 * here could take the one failure that the log has to hear of. There is one process then, whose home keeps the newest.
 */
public final class JdbcCheckpointStore implements CheckpointStore {

    private final DataSource dataSource;

    public JdbcCheckpointStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public <E extends Exception> Optional<SignedNote> step(Step<E> step) throws IOException, E {
        try (LentConnection lent = LentConnection.forAsking(dataSource)) {
            Connection connection = lent.get();
            connection.setAutoCommit(false);
            lock(connection);
            Optional<SignedNote> last = last(connection);
            Optional<SignedNote> next = step.next(last);
            if (next.isPresent()) {
                insert(connection, next.get());
            }
            connection.commit();
            return next.or(() -> last);
        } catch (SQLException e) {
            throw new IOException("the database does not answer", e);
        }
    }

    private static void lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select id from signing where id = 1 for update")) {
            if (!row.next()) {
                throw new SQLException("the row that signing locks is missing");
            }
        }
    }

    private static Optional<SignedNote> last(Connection connection) throws SQLException, IOException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select note from checkpoints order by size desc fetch first row only")) {
            return row.next() ? Optional.of(SignedNote.parse(row.getBytes(1))) : Optional.empty();
        } catch (MalformedException e) {
            throw new IOException("the newest checkpoint in the database is damaged", e);
        }
    }

    private static void insert(Connection connection, SignedNote note) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into checkpoints (size, note) values (?, ?)")) {
            insert.setLong(1, Checkpoint.parse(note.text()).head().size());
            insert.setBytes(2, note.toBytes());
            insert.executeUpdate();
        } catch (MalformedException e) {
            throw new IllegalArgumentException("not a checkpoint", e);
        }
    }
}
