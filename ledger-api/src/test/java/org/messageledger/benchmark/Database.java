package org.messageledger.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.messageledger.fact.Facts;

/** A database of its own for one contender. */
interface Database extends AutoCloseable {

    /** A pool that holds all its connections open. */
    HikariDataSource pool(int connections);

    /** Has the server write what it has to write, so that it does not happen in somebody's measured time. */
    default void settle() throws SQLException {}

    /** Removes it. */
    @Override
    void close();

    static HikariDataSource pool(String url, String user, int connections) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setPassword("");
        pool.setMaximumPoolSize(connections);
        pool.setMinimumIdle(connections);
        pool.setConnectionTimeout(30_000);
        if (url.startsWith("jdbc:postgresql:")) {
            pool.setConnectionInitSql(Facts.POSTGRESQL_SESSION);
        }
        return pool;
    }

    static void execute(HikariDataSource pool, String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
