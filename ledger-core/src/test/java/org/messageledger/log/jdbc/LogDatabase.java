package org.messageledger.log.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/** The databases that the log runs on. A further one is a further constant: every contract then runs on it too. */
enum LogDatabase {
    H2 {
        @Override
        HikariDataSource empty(Path home) {
            HikariDataSource pool = Pools.open(EmbeddedDatabase.url(home), "sa");
            Migrations.migrated(pool);
            return pool;
        }

        @Override
        String settings(Connection connection) {
            return "";
        }

        /** H2 names the column that it looks up after the index; a scan of an index names none. */
        @Override
        boolean goesAlong(String index, String plan) {
            return Pattern.compile("\\." + index + "\\w*: \\w+ (IN\\(|=)", Pattern.CASE_INSENSITIVE)
                    .matcher(plan)
                    .find();
        }
    },

    POSTGRESQL {
        @Override
        HikariDataSource empty(Path home) {
            HikariDataSource pool = Postgres.pool(Postgres.createDatabase());
            Migrations.migrated(pool);
            return pool;
        }

        @Override
        String plan(Connection connection, String sql, Array... arguments) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                // A table that is nearly empty is scanned, whatever there is.
                statement.execute("set enable_seqscan = off");
                return super.plan(connection, sql, arguments);
            } finally {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("reset enable_seqscan");
                }
            }
        }

        @Override
        String settings(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "select string_agg(name || '=' || setting, ' ' order by name) from pg_settings where"
                                    + " name like '%_timeout' or name in ('synchronous_commit', 'transaction_isolation', 'enable_seqscan')")) {
                row.next();
                return row.getString(1);
            }
        }

        @Override
        boolean goesAlong(String index, String plan) {
            return Pattern.compile(" on " + index + "\\b[^\\n]*\\n\\s*Index Cond: ")
                            .matcher(plan)
                            .find()
                    && !plan.contains("Seq Scan");
        }
    };

    /**
     * An empty, migrated database.
     *
     * @param home where it may keep files
     */
    abstract HikariDataSource empty(Path home);

    /** The session's settings that a writer might change. */
    abstract String settings(Connection connection) throws SQLException;

    /** Whether the plan looks up values in this index. */
    abstract boolean goesAlong(String index, String plan);

    /** How the database would answer. */
    String plan(Connection connection, String sql, Array... arguments) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (PreparedStatement explain = connection.prepareStatement("explain " + sql)) {
            for (int i = 0; i < arguments.length; i++) {
                explain.setArray(i + 1, arguments[i]);
            }
            try (ResultSet rows = explain.executeQuery()) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
        }
        return plan.toString();
    }
}
