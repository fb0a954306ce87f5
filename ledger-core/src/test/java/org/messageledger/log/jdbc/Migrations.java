package org.messageledger.log.jdbc;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The log's schema on a fresh database. */
final class Migrations {

    private Migrations() {}

    static DataSource migrated(DataSource dataSource) {
        Dialect dialect = JdbcLogStore.dialect(dataSource);
        Flyway.configure()
                .dataSource(dataSource)
                .locations(dialect.migrations())
                .placeholders(dialect.placeholders())
                .load()
                .migrate();
        return dataSource;
    }
}
