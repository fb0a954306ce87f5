package org.messageledger.log.jdbc;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** The databases that the log runs on. A further one is a further constant: every contract then runs on it too. */
enum LogDatabase {
    H2 {
        @Override
        DataSource empty(Path home) {
            return Migrations.migrated(JdbcConnectionPool.create("jdbc:h2:file:" + home.resolve("ledger"), "sa", ""));
        }
    },

    POSTGRESQL {
        @Override
        DataSource empty(Path home) {
            return Migrations.migrated(Postgres.pool(Postgres.createDatabase()));
        }
    };

    /**
     * An empty, migrated database.
     *
     * @param home where it may keep files
     */
    abstract DataSource empty(Path home);
}
