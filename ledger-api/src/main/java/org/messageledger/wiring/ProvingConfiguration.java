package org.messageledger.wiring;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.messageledger.checkpoint.CheckpointPublisher;
import org.messageledger.checkpoint.CheckpointSigner;
import org.messageledger.checkpoint.KeptNote;
import org.messageledger.checkpoint.LeafProofs;
import org.messageledger.cosigning.Cosigning;
import org.messageledger.cosigning.Pace;
import org.messageledger.eventstore.Identity;
import org.messageledger.eventstore.LedgerHistory;
import org.messageledger.eventstore.LogKeyChange;
import org.messageledger.fact.FactProjection;
import org.messageledger.log.AcknowledgedHead;
import org.messageledger.log.Log;
import org.messageledger.log.jdbc.JdbcCheckpointStore;
import org.messageledger.log.jdbc.JdbcCosignatureStore;
import org.messageledger.log.jdbc.JdbcStoredRows;
import org.messageledger.proving.CheckController;
import org.messageledger.proving.CheckReport;
import org.messageledger.proving.EntryController;
import org.messageledger.proving.Jobs;
import org.messageledger.proving.LedgerCheck;
import org.messageledger.proving.LogKeyController;
import org.messageledger.proving.ProofController;
import org.messageledger.proving.StatusController;
import org.messageledger.proving.TileController;
import org.messageledger.replay.ViewCheck;
import org.messageledger.verify.LogCheck;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What signs the log, and the endpoints that it is checked by. */
@Configuration(proxyBeanMethods = false)
class ProvingConfiguration {

    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** In the home, beside the one in the database. */
    @Bean
    KeptNote keptCheckpoint(LedgerProperties properties) {
        return new KeptNote(properties.home().resolve(KeptNote.FILE));
    }

    /** A log that is not what was signed takes no appends any more; it is still read, so that people can see. */
    @Bean(initMethod = "start", destroyMethod = "close")
    CheckpointPublisher checkpointPublisher(
            Log log, Identity identity, DataSource dataSource, KeptNote keptCheckpoint, Clock clock) {
        CheckpointSigner signer = new CheckpointSigner(
                identity.origin(),
                () -> LedgerHistory.in(log).names(),
                identity.logKeys()::onlyOf,
                new JdbcCheckpointStore(dataSource),
                keptCheckpoint,
                () -> log.headNow().tree(),
                log::tile);
        return new CheckpointPublisher(signer, () -> log.head().size(), log::stop, INTERVAL, PAUSE, clock);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Cosigning cosigning(
            CheckpointPublisher publisher, Log log, DataSource dataSource, LedgerProperties properties, Clock clock) {
        return new Cosigning(
                WitnessPolicyFile.read(properties.witnessPolicy()),
                publisher,
                new JdbcCosignatureStore(dataSource),
                () -> log.headNow().size(),
                log::tile,
                clock,
                Pace.DEFAULT);
    }

    /**
     * Always up: neither a witness, who may be wrong, nor a home that cannot be written must take the ledger away from its
     * callers.
     */
    @Bean
    HealthIndicator witnessHealth(CheckpointPublisher publisher, Cosigning cosigning) {
        return () -> Health.up()
                .withDetail("signing", publisher.failing().isEmpty())
                .withDetail("contradicted", cosigning.status().isContradicted())
                .withDetail("statement", StatusController.statement(publisher, cosigning))
                .build();
    }

    @Bean
    StatusController statusController(Log log, CheckpointPublisher publisher, Cosigning cosigning) {
        return new StatusController(log, publisher, cosigning);
    }

    @Bean
    LeafProofs leafProofs(CheckpointPublisher publisher, Log log) {
        return new LeafProofs(publisher, log::tile);
    }

    @Bean
    EntryController entryController(Log log, LeafProofs proofs) {
        return new EntryController(log, proofs);
    }

    @Bean
    TileController tileController(Log log, CheckpointPublisher publisher) {
        return new TileController(log, publisher);
    }

    @Bean
    ProofController proofController(Log log) {
        return new ProofController(log);
    }

    @Bean
    LogKeyController logKeyController(
            Log log, Identity identity, CheckpointPublisher publisher, Clock clock, SecureRandom random) {
        LogKeyChange change = new LogKeyChange(log, identity, publisher::newestSize, clock, random);
        return new LogKeyController(log, change, publisher);
    }

    @Bean
    LedgerCheck ledgerCheck(
            Log log,
            Identity identity,
            DataSource dataSource,
            AcknowledgedHead acknowledgedHead,
            KeptNote keptCheckpoint) {
        return new LedgerCheck(
                new LogCheck(new JdbcStoredRows(dataSource), log, identity, acknowledgedHead, keptCheckpoint),
                new ViewCheck(dataSource, log, FactProjection.CLAIM_TIMEOUT_DEFAULT),
                () -> log.head().size());
    }

    @Bean(destroyMethod = "close")
    Jobs<CheckReport> checks(Clock clock) {
        return new Jobs<>("ledger-check", clock);
    }

    @Bean
    CheckController checkController(Jobs<CheckReport> checks, LedgerCheck ledgerCheck) {
        return new CheckController(checks, ledgerCheck);
    }
}
