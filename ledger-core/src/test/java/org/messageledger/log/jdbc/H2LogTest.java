package org.messageledger.log.jdbc;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.io.TempDir;

class H2LogTest extends LogContract {

    @TempDir
    private Path home;

    @Override
    DataSource database() {
        return Migrations.migrated(JdbcConnectionPool.create("jdbc:h2:file:" + home.resolve("ledger"), "sa", ""));
    }
}
