package org.messageledger.log.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pools as the program has them: a broken connection is not handed out again. */
public final class Pools {

    private Pools() {}

    /** An empty H2 file that goes with this JVM. */
    public static HikariDataSource passingH2() {
        try {
            Path home = Files.createTempDirectory("ledger");
            home.toFile().deleteOnExit();
            home.resolve("ledger.mv.db").toFile().deleteOnExit();
            return open(EmbeddedDatabase.url(home), "sa");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static HikariDataSource open(String url, String user) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setMinimumIdle(0);
        pool.setConnectionTimeout(5_000);
        return pool;
    }
}
