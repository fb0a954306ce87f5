package org.messageledger.log.jdbc;

import com.zaxxer.hikari.HikariDataSource;

/** Pools as the program has them: a broken connection is not handed out again. */
public final class Pools {

    private Pools() {}

    public static HikariDataSource open(String url, String user) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setMinimumIdle(0);
        pool.setConnectionTimeout(5_000);
        return pool;
    }
}
