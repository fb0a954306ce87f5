package org.messageledger.log.jdbc;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The log's schema on a fresh database. */
public final class Migrations {

    private Migrations() {}

    public static DataSource migrated(DataSource dataSource) {
        return migrated(dataSource, "");
    }

    /** As their owner, for a service that signs in as {@code serviceRole}. */
    static DataSource migrated(DataSource dataSource, String serviceRole) {
        Dialect dialect = JdbcLogStore.dialect(dataSource);
        Flyway.configure()
                .dataSource(dataSource)
                .locations(dialect.migrations())
                .placeholders(dialect.placeholders(serviceRole))
                .load()
                .migrate();
        return dataSource;
    }
}
