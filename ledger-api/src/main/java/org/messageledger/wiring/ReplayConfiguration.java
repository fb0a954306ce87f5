package org.messageledger.wiring;

import javax.sql.DataSource;
import org.messageledger.fact.FactProjection;
import org.messageledger.log.Log;
import org.messageledger.log.jdbc.Dialect;
import org.messageledger.log.jdbc.JdbcLogStore;
import org.messageledger.replay.Replays;
import org.messageledger.replaying.ReplayController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Replays, and the endpoint that begins them. */
@Configuration(proxyBeanMethods = false)
class ReplayConfiguration {

    @Bean(initMethod = "start", destroyMethod = "close")
    Replays replays(DataSource dataSource, Log log) {
        boolean alone = JdbcLogStore.dialect(dataSource) == Dialect.H2;
        return new Replays(dataSource, log, FactProjection.CLAIM_TIMEOUT_DEFAULT, alone, Replays.QUESTION_MAX_DEFAULT);
    }

    @Bean
    ReplayController replayController(Replays replays, Log log) {
        return new ReplayController(replays, log);
    }
}
