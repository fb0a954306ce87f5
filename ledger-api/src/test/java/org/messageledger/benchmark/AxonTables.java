package org.messageledger.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;

/** Axon's tables as its documentation makes them. */
final class AxonTables {

    private AxonTables() {}

    static Database onPostgres(Database database) {
        try (HikariDataSource pool = database.pool(1)) {
            AxonLedger.engine(pool).createSchema(PostgresEventTableFactory.INSTANCE);
        }
        return database;
    }
}
