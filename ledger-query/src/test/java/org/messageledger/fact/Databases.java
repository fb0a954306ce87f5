package org.messageledger.fact;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.messageledger.log.jdbc.Dialect;
import org.messageledger.log.jdbc.EmbeddedDatabase;
import org.messageledger.log.jdbc.JdbcLogStore;

/** Fresh databases with the ledger's migrations. */
public final class Databases {

    private Databases() {}

    public static DataSource h2() {
        try {
            Path home = Files.createTempDirectory("ledger");
            home.toFile().deleteOnExit();
            home.resolve("ledger.mv.db").toFile().deleteOnExit();
            return migrated(pool(EmbeddedDatabase.url(home), "sa"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A PostgreSQL that keeps what it commits, as the log demands. */
    public static EmbeddedPostgres postgres() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("full_page_writes", "on")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A database of its own on the server. */
    public static DataSource postgres(EmbeddedPostgres server) {
        String name = "ledger_" + UUID.randomUUID().toString().replace('-', '_');
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("no database", e);
        }
        HikariDataSource pool = pool(server.getJdbcUrl("postgres", name), "postgres");
        pool.setConnectionInitSql(Facts.POSTGRESQL_SESSION);
        return migrated(pool);
    }

    static HikariDataSource pool(String url, String user) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setMinimumIdle(0);
        return pool;
    }

    private static DataSource migrated(DataSource dataSource) {
        Dialect dialect = JdbcLogStore.dialect(dataSource);
        String[] locations = Stream.concat(Stream.of(dialect.migrations()), Stream.of("classpath:db/query"))
                .toArray(String[]::new);
        Flyway.configure()
                .dataSource(dataSource)
                .locations(locations)
                .placeholders(dialect.placeholders())
                .load()
                .migrate();
        return dataSource;
    }

    /** What a question answers: a text for each row, a bar behind each value. */
    static List<String> rows(DataSource view, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = view.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.append(result.getString(i)).append('|');
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }
}
