package org.messageledger.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.messageledger.log.jdbc.EmbeddedDatabase;

/** H2 in a file, open from beginning to end. */
final class H2Database implements Database {

    private static final String USER = "sa";

    private final String url;
    private final Connection open;

    private H2Database(String url) throws SQLException {
        this.url = url;
        this.open = DriverManager.getConnection(url, USER, "");
    }

    /** As the program has it: our log syncs what it acknowledges. */
    static H2Database ours(Path folder) throws IOException, SQLException {
        return new H2Database(EmbeddedDatabase.url(Files.createDirectories(folder)));
    }

    /** Written at once, synced never: keeps what is committed when the process is killed, not when the power fails. */
    static H2Database undelayed(Path folder) throws IOException, SQLException {
        return new H2Database(EmbeddedDatabase.url(Files.createDirectories(folder)) + ";WRITE_DELAY=0");
    }

    @Override
    public HikariDataSource pool(int connections) {
        return Database.pool(url, USER, connections);
    }

    @Override
    public void close() {
        try {
            open.close();
        } catch (SQLException e) {
            throw new IllegalStateException("H2 does not close", e);
        }
    }
}
