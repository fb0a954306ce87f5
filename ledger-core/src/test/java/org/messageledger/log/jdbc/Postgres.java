package org.messageledger.log.jdbc;

import static org.awaitility.Awaitility.await;

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
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;

/** A real PostgreSQL server, one for all tests of this JVM, stopped when the JVM ends. It runs with fsync off. */
final class Postgres {

    private static final EmbeddedPostgres SERVER = start();

    private Postgres() {}

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name of a new, empty database. */
    static String createDatabase() {
        String name = "log_" + UUID.randomUUID().toString().replace('-', '_');
        execute("create database " + name);
        return name;
    }

    /** As the server's superuser, outside of any log. */
    static void execute(String sql) {
        try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Where its programs lie: {@code postgres}, {@code initdb}. */
    static Path programs() {
        try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show data_directory")) {
            row.next();
            Path pidFile = Path.of(row.getString(1), "postmaster.pid");
            long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).trim());
            String program =
                    ProcessHandle.of(pid).flatMap(it -> it.info().command()).orElseThrow();
            return Path.of(program).resolveSibling("");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int port() {
        return SERVER.getPort();
    }

    static HikariDataSource pool(String database) {
        return pool(database, "postgres");
    }

    static HikariDataSource pool(String database, String user) {
        return Pools.open(SERVER.getJdbcUrl(user, database), user);
    }

    /** Until all other sessions of this database have ended. */
    static void awaitAlone(DataSource database) {
        await().atMost(Duration.ofSeconds(30)).until(() -> isAlone(database));
    }

    private static boolean isAlone(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from pg_stat_activity where datname ="
                        + " current_database() and pid <> pg_backend_pid()")) {
            row.next();
            return row.getLong(1) == 0;
        }
    }
}
