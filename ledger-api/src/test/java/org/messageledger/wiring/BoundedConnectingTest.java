package org.messageledger.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.messageledger.fact.Facts;

class BoundedConnectingTest {

    private static HikariDataSource bounded(HikariDataSource pool) {
        new BoundedConnecting().postProcessBeforeInitialization(pool, "dataSource");
        return pool;
    }

    private static HikariDataSource pool(String url) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        return pool;
    }

    @Test
    void boundsWhatPostgresConnectionsWaitFor() {
        try (HikariDataSource pool = bounded(pool("jdbc:postgresql://localhost/ledger"))) {
            assertThat(pool.getDataSourceProperties())
                    .containsEntry("connectTimeout", "5")
                    .containsEntry("loginTimeout", "5")
                    .containsEntry("tcpKeepAlive", "true");
            assertThat(pool.getConnectionTimeout()).isEqualTo(5_000);
            assertThat(pool.getConnectionInitSql()).isEqualTo(Facts.POSTGRESQL_SESSION);
        }
    }

    @Test
    void leavesWhatIsSet() {
        HikariDataSource set = pool("jdbc:postgresql://localhost/ledger");
        set.addDataSourceProperty("connectTimeout", "60");
        set.setConnectionTimeout(9_000);
        set.setConnectionInitSql("set timezone = 'UTC'");
        try (HikariDataSource pool = bounded(set)) {
            assertThat(pool.getDataSourceProperties()).containsEntry("connectTimeout", "60");
            assertThat(pool.getConnectionTimeout()).isEqualTo(9_000);
            assertThat(pool.getConnectionInitSql()).isEqualTo("set timezone = 'UTC'");
        }
    }

    @Test
    void leavesOtherDatabasesAlone() {
        try (HikariDataSource pool = bounded(pool("jdbc:h2:async:/ledger"))) {
            assertThat(pool.getDataSourceProperties()).isEmpty();
            assertThat(pool.getConnectionInitSql()).isNull();
        }
    }
}
