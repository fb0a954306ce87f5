package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.messageledger.log.StorageException;

class PostgresLogTest {

    @Test
    void refusesAServerThatMayLoseWhatItCommits() {
        try (JdbcLogStore store = new JdbcLogStore(Migrations.migrated(Postgres.pool(Postgres.createDatabase())))) {
            assertThatThrownBy(store::open).isInstanceOf(StorageException.class).hasMessageContaining("fsync");
        }
    }
}
