package org.messageledger.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL that keeps what it commits, with the same settings for all contenders. Its files go with it. */
final class PostgresServer implements AutoCloseable {

    private static final String USER = "postgres";

    private static final Map<String, String> SETTINGS = new LinkedHashMap<>();

    static {
        SETTINGS.put("fsync", "on");
        SETTINGS.put("synchronous_commit", "on");
        SETTINGS.put("full_page_writes", "on");
        SETTINGS.put("shared_buffers", "1GB");
        SETTINGS.put("max_wal_size", "4GB");
        SETTINGS.put("checkpoint_timeout", "15min");
        SETTINGS.put("max_connections", "300");
    }

    private final EmbeddedPostgres server;
    private final AtomicInteger databases = new AtomicInteger();

    PostgresServer(Path folder) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(Files.createDirectories(folder).resolve("postgres"))
                .setCleanDataDirectory(true)
                .setPGStartupWait(Duration.ofSeconds(60));
        SETTINGS.forEach(builder::setServerConfig);
        server = builder.start();
    }

    /** What the server itself says of the settings that matter. */
    String settings() throws SQLException {
        StringBuilder settings = new StringBuilder("PostgreSQL");
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            settings.append(' ').append(connection.getMetaData().getDatabaseProductVersion());
            for (String name : SETTINGS.keySet()) {
                try (ResultSet row = statement.executeQuery("show " + name)) {
                    row.next();
                    settings.append(' ').append(name).append('=').append(row.getString(1));
                }
            }
        }
        return settings.toString();
    }

    Database create() throws SQLException {
        String name = "benchmark_" + databases.incrementAndGet();
        execute("create database " + name);
        return new Created(name);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private final class Created implements Database {

        private final String name;

        Created(String name) {
            this.name = name;
        }

        @Override
        public HikariDataSource pool(int connections) {
            return Database.pool(server.getJdbcUrl(USER, name), USER, connections);
        }

        @Override
        public void settle() throws SQLException {
            execute("checkpoint");
        }

        @Override
        public void close() {
            try {
                execute("drop database " + name + " with (force)");
            } catch (SQLException e) {
                throw new IllegalStateException("database cannot be dropped: name=" + name, e);
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL does not stop", e);
        }
    }
}
