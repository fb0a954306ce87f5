package org.messageledger.wiring;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.messageledger.eventstore.RestoredBackup;
import org.messageledger.log.AcknowledgedHead;
import org.messageledger.log.GroupCommitLog;
import org.messageledger.log.Log;
import org.messageledger.log.LogSettings;
import org.messageledger.log.jdbc.Dialect;
import org.messageledger.log.jdbc.EmbeddedDatabase;
import org.messageledger.log.jdbc.JdbcCheckpointStore;
import org.messageledger.log.jdbc.JdbcKeyStore;
import org.messageledger.log.jdbc.JdbcLogStore;
import org.messageledger.seal.KeyStore;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the ledger keeps things. Without {@code spring.datasource.url}: H2 in a file of the ledger's home. */
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

    /** H2 in {@code <home>/ledger.mv.db}. */
    @Bean(destroyMethod = "close")
    @ConditionalOnProperty(name = "spring.datasource.url", matchIfMissing = true, havingValue = "embedded")
    HikariDataSource embeddedDatabase(LedgerProperties properties) throws IOException {
        Path home = home(properties);
        HikariDataSource dataSource = new HikariDataSource();
        dataSource.setJdbcUrl(EmbeddedDatabase.url(home));
        dataSource.setUsername("sa");
        dataSource.setPassword("");
        dataSource.setMaximumPoolSize(16);
        dataSource.setMinimumIdle(2);
        dataSource.setMaxLifetime(0);
        dataSource.setPoolName("ledger");
        return dataSource;
    }

    private static Path home(LedgerProperties properties) throws IOException {
        return Files.createDirectories(
                properties.home().toAbsolutePath().normalize(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    @Bean
    static BeanPostProcessor boundedConnecting() {
        return new BoundedConnecting();
    }

    @Bean
    FlywayConfigurationCustomizer migrations(DataSource dataSource) {
        return flyway -> {
            Dialect dialect = JdbcLogStore.dialect(dataSource);
            List<String> locations = new ArrayList<>(List.of(dialect.migrations()));
            locations.add("classpath:db/query");
            flyway.locations(locations.toArray(String[]::new))
                    .placeholders(dialect.placeholders(JdbcLogStore.role(dataSource)));
        };
    }

    /** Opened only once the schema is there, and what the database holds is the log. */
    @Bean(destroyMethod = "close")
    Log log(
            DataSource dataSource,
            FlywayMigrationInitializer migrated,
            LogSettings settings,
            AcknowledgedHead acknowledgedHead,
            LedgerProperties properties,
            KeyStore keyStore,
            Clock clock,
            SecureRandom random) {
        new RestoredBackup(
                        properties.home(),
                        properties.keysFolder(),
                        new JdbcCheckpointStore(dataSource),
                        keyStore,
                        properties.origin(),
                        clock,
                        random)
                .settle(properties.restoredBackup(), () -> new GroupCommitLog(new JdbcLogStore(dataSource), settings));
        return new GroupCommitLog(new JdbcLogStore(dataSource), settings, acknowledgedHead);
    }

    @Bean
    AcknowledgedHead acknowledgedHead(LedgerProperties properties) throws IOException {
        return new AcknowledgedHead(home(properties).resolve(AcknowledgedHead.FILE));
    }

    @Bean
    KeyStore keyStore(DataSource dataSource) {
        return new JdbcKeyStore(dataSource);
    }
}
