package org.messageledger.wiring;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Map;
import org.messageledger.fact.Facts;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Has a pool on PostgreSQL connect within seconds and notice a server that has gone, where no setting says otherwise:
 * the driver waits for ever and the pool for half a minute, longer than an append may take. Tells its sessions how to plan.
 */
final class BoundedConnecting implements BeanPostProcessor {

    private static final Map<String, String> DRIVER =
            Map.of("connectTimeout", "5", "loginTimeout", "5", "tcpKeepAlive", "true");

    private static final long POOL_MILLIS = Duration.ofSeconds(5).toMillis();

    /** What Hikari waits for a connection when it is not told. */
    private static final long POOL_MILLIS_UNSET = Duration.ofSeconds(30).toMillis();

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool
                && pool.getJdbcUrl() != null
                && pool.getJdbcUrl().startsWith("jdbc:postgresql:")) {
            // What stands in the URL wins in the driver.
            DRIVER.forEach((key, value) -> pool.getDataSourceProperties().putIfAbsent(key, value));
            if (pool.getConnectionTimeout() == POOL_MILLIS_UNSET) {
                pool.setConnectionTimeout(POOL_MILLIS);
            }
            if (pool.getConnectionInitSql() == null) {
                pool.setConnectionInitSql(Facts.POSTGRESQL_SESSION);
            }
        }
        return bean;
    }
}
