package org.messageledger.log.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.messageledger.log.Batch;
import org.messageledger.log.CommitResult;
import org.messageledger.log.StorageException;
import org.messageledger.log.StoredHead;

/** Where the two databases differ. */
public enum Dialect {
    /**
     * One process, embedded. Rows are visible before they are durable; {@code CHECKPOINT SYNC}, and it alone, makes them so:
     * what is committed without it is written up to half a second later.
     */
    H2 {
        @Override
        void keepWhatIsCommitted(Connection connection, boolean unsafe) throws SQLException {
            String url = connection.getMetaData().getURL();
            if (!unsafe && url.startsWith("jdbc:h2:mem:")) {
                throw new StorageException("the database is in memory and keeps nothing; give it a file: url=" + url);
            }
            sync(connection);
        }

        /** H2's user is its admin; that is known. */
        @Override
        boolean couldChangeEntries(Connection connection) {
            return false;
        }

        @Override
        Map<String, String> writerSettings() {
            return Map.of();
        }

        @Override
        CommitResult commit(WriterConnection writer, StoredHead expected, Batch batch) {
            return writer.commit(connection -> BatchInsert.insert(connection, expected, batch));
        }

        @Override
        void sync(Connection connection) throws SQLException {
            execute(connection, "checkpoint sync");
        }

        @Override
        boolean shared() {
            return false;
        }

        @Override
        Map<String, String> differences() {
            return Map.of("bytes", "varbinary(65536)", "bytewise", "", "hex", "X'", "ownKeysOnly", "");
        }
    },

    /** Many processes. A commit is durable when it returns, as long as fsync is on. */
    POSTGRESQL {
        @Override
        void keepWhatIsCommitted(Connection connection, boolean unsafe) throws SQLException {
            for (String setting : new String[] {"fsync", "full_page_writes"}) {
                if (!unsafe && !show(connection, setting).equals("on")) {
                    throw new StorageException(
                            "the database may lose what it has committed; turn the setting on: setting=" + setting);
                }
            }
        }

        @Override
        boolean couldChangeEntries(Connection connection) throws SQLException {
            String sql = "select has_table_privilege(oid, 'UPDATE, DELETE, TRUNCATE')"
                    + " or pg_has_role(relowner, 'MEMBER') from pg_class where oid = 'entries'::regclass";
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                return row.next() && row.getBoolean(1);
            }
        }

        @Override
        Map<String, String> writerSettings() {
            return Map.of(
                    "synchronous_commit",
                    "on",
                    "lock_timeout",
                    "2s",
                    "idle_in_transaction_session_timeout",
                    "4s",
                    // A plan kept from when the table was nearly empty would scan it until it is next analysed.
                    "enable_seqscan",
                    "off");
        }

        @Override
        CommitResult commit(WriterConnection writer, StoredHead expected, Batch batch) {
            return writer.commitAlone(connection -> BatchStatement.execute(connection, expected, batch));
        }

        @Override
        void sync(Connection connection) {}

        @Override
        boolean shared() {
            return true;
        }

        @Override
        Map<String, String> differences() {
            return Map.of(
                    "bytes",
                    "bytea",
                    "bytewise",
                    "collate \"C\"",
                    "hex",
                    "'\\x",
                    "ownKeysOnly",
                    "where kind <> 'CONTENT'");
        }
    };

    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "H2" -> H2;
            case "PostgreSQL" -> POSTGRESQL;
            default -> throw new StorageException("not a database that the log runs on: product=" + product);
        };
    }

    /**
     * Sees to it that commits on this connection survive, or refuses.
     *
     * @param unsafe tests only: take a database that may lose commits
     */
    abstract void keepWhatIsCommitted(Connection connection, boolean unsafe) throws SQLException;

    /**
     * Settings of the session that writes: a commit is durable when it returns; a lock that somebody else holds is not
     * waited for long; a process that stalls in a transaction does not hold the head for ever; questions go along indexes.
     */
    abstract Map<String, String> writerSettings();

    /** Stores the batch in one transaction, in the way that is fastest here. */
    abstract CommitResult commit(WriterConnection writer, StoredHead expected, Batch batch);

    /** Makes durable what is committed. */
    abstract void sync(Connection connection) throws SQLException;

    abstract boolean shared();

    /** Flyway placeholders of the migrations, for a service that signs in as whoever migrates. */
    public Map<String, String> placeholders() {
        return placeholders("");
    }

    /** Flyway placeholders of the migrations, which give {@code serviceRole} what the service needs. */
    public Map<String, String> placeholders(String serviceRole) {
        Map<String, String> placeholders = new HashMap<>(differences());
        placeholders.put("serviceRole", serviceRole);
        return placeholders;
    }

    /** Where the migrations differ. */
    abstract Map<String, String> differences();

    /** Whether the session's role could change what is stored, by its privileges or by giving itself more. */
    abstract boolean couldChangeEntries(Connection connection) throws SQLException;

    /** Where the migrations of this database lie. */
    public String[] migrations() {
        return new String[] {"classpath:db/core/common", "classpath:db/core/" + name().toLowerCase(Locale.ROOT)};
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String show(Connection connection, String setting) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("show " + setting)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
