package org.messageledger.wiring;

import java.security.SecureRandom;
import java.time.Clock;
import org.messageledger.eventstore.Identity;
import org.messageledger.eventstore.Ledger;
import org.messageledger.eventstore.Recorder;
import org.messageledger.log.Log;
import org.messageledger.log.LogSettings;
import org.messageledger.message.DecisionRules;
import org.messageledger.seal.KeyStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The ledger itself: identity and recorder over the log. */
@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SecureRandom random() {
        return new SecureRandom();
    }

    @Bean
    LogSettings logSettings(LedgerProperties properties) {
        return properties.log().settings();
    }

    @Bean
    Identity identity(Log log, KeyStore keyStore, LedgerProperties properties, Clock clock, SecureRandom random) {
        return Identity.open(log, keyStore, properties.keysFolder(), properties.origin(), clock, random);
    }

    @Bean(destroyMethod = "close")
    Ledger ledger(Log log, Identity identity, LedgerProperties properties, Clock clock, SecureRandom random) {
        LedgerProperties.Decisions decisions = properties.decisions();
        DecisionRules rules = new DecisionRules(
                decisions.lateAfter(),
                decisions.aheadMax(),
                decisions.strictClaims(),
                decisions.largeAttachment().toBytes());
        return new Ledger(
                log,
                identity,
                rules,
                clock,
                random,
                properties.recording().statesMax(),
                properties.recording().deadline());
    }

    @Bean
    Recorder recorder(Ledger ledger) {
        return ledger.recorder();
    }
}
