package org.messageledger.wiring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.messageledger.activity.Activities;
import org.messageledger.asking.ExportController;
import org.messageledger.asking.IncidentController;
import org.messageledger.asking.LargeQuestions;
import org.messageledger.asking.ListAnswers;
import org.messageledger.asking.LiveController;
import org.messageledger.asking.MessageController;
import org.messageledger.asking.PatientController;
import org.messageledger.asking.PersonController;
import org.messageledger.asking.PoolController;
import org.messageledger.asking.RoutingController;
import org.messageledger.asking.SearchController;
import org.messageledger.asking.Tails;
import org.messageledger.asking.ThreadController;
import org.messageledger.checkpoint.CheckpointPublisher;
import org.messageledger.eventstore.Identity;
import org.messageledger.eventstore.Ledger;
import org.messageledger.export.ExportKey;
import org.messageledger.export.Exports;
import org.messageledger.fact.FactProjection;
import org.messageledger.fact.FactStatus;
import org.messageledger.fact.Facts;
import org.messageledger.fact.Generations;
import org.messageledger.fact.LogHistory;
import org.messageledger.fact.TreeHistory;
import org.messageledger.incident.Incidents;
import org.messageledger.log.Log;
import org.messageledger.log.jdbc.Dialect;
import org.messageledger.log.jdbc.JdbcLogStore;
import org.messageledger.patient.Patients;
import org.messageledger.routing.Routings;
import org.messageledger.trail.Summaries;
import org.messageledger.trail.Trails;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The view, what keeps it up to the log, and the endpoints that take questions. */
@Configuration(proxyBeanMethods = false)
class AskingConfiguration {

    /** A checkpoint that covers a durable leaf is signed within a second or so, if the storage answers. */
    private static final Duration CHECKPOINT_PATIENCE = Duration.ofSeconds(5);

    @Bean
    TreeHistory treeHistory(Log log) {
        return new LogHistory(log);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    FactProjection factProjection(Ledger ledger, DataSource dataSource, TreeHistory history) {
        // Nobody else can have an embedded database open: a restart need not wait for a dead process' claim.
        Duration claimTimeout =
                JdbcLogStore.dialect(dataSource) == Dialect.H2 ? Duration.ZERO : FactProjection.CLAIM_TIMEOUT_DEFAULT;
        return new FactProjection(
                ledger.leaves(), dataSource, history, FactProjection.BATCH_SIZE_DEFAULT, claimTimeout);
    }

    /** Not ready while a leaf cannot be taken into the view: answers would stand still. */
    @Bean
    HealthIndicator viewHealth(FactProjection projection) {
        return () -> {
            FactStatus status = projection.status();
            Health.Builder health = status.running() ? Health.up() : Health.outOfService();
            health.withDetail("nextLeaf", status.nextLeaf()).withDetail("behind", status.behind());
            if (status.failedLeaf() != null) {
                health.withDetail("failedLeaf", status.failedLeaf());
            }
            if (status.reason() != null) {
                health.withDetail("reason", status.reason());
            }
            return health.build();
        };
    }

    @Bean
    Facts facts(DataSource dataSource, TreeHistory history, Identity identity) {
        byte[] cursorKey = identity.keyring().recordKey().digest("cursor", "v1".getBytes(StandardCharsets.US_ASCII));
        return new Facts(dataSource, history, cursorKey);
    }

    @Bean
    ListAnswers listAnswers(JsonMapper json) {
        return new ListAnswers(json);
    }

    @Bean
    ExportKey exportKey(Identity identity, LedgerProperties properties, SecureRandom random) throws IOException {
        return ExportKey.open(
                properties.keysFolder(), identity.origin(), identity.logKeys().all(), random);
    }

    @Bean(destroyMethod = "close")
    Exports exports(Log log, Identity identity, ExportKey key, CheckpointPublisher publisher, ListAnswers lists) {
        return new Exports(
                log, identity.origin(), key, size -> publisher.covering(size, CHECKPOINT_PATIENCE), lists::ndjson);
    }

    /** Always up: what has been altered, fsck says; the ledger goes on recording. */
    @Bean
    HealthIndicator exportHealth(Exports exports) {
        return () -> Health.up()
                .withDetail(
                        "statement",
                        exports.refusal()
                                .map(words -> "An export was not signed: " + words)
                                .orElse("-"))
                .build();
    }

    @Bean
    ExportController exportController(Facts facts, Exports exports, Clock clock) {
        return new ExportController(facts, exports, clock);
    }

    @Bean
    MessageController messageController(Facts facts, ListAnswers lists) {
        return new MessageController(new Trails(facts), new Summaries(facts), lists);
    }

    @Bean
    LargeQuestions largeQuestions() {
        return new LargeQuestions();
    }

    @Bean
    IncidentController incidentController(Facts facts, LargeQuestions large, JsonMapper json) {
        return new IncidentController(new Incidents(facts), large, json);
    }

    @Bean
    RoutingController routingController(Facts facts, LargeQuestions large) {
        return new RoutingController(new Routings(facts), large);
    }

    @Bean
    PersonController personController(Facts facts, ListAnswers lists) {
        return new PersonController(new Activities(facts), lists);
    }

    @Bean
    PatientController patientController(Facts facts, ListAnswers lists) {
        return new PatientController(new Patients(facts), lists);
    }

    @Bean
    PoolController poolController(Facts facts, ListAnswers lists) {
        return new PoolController(new Activities(facts), lists);
    }

    @Bean
    ThreadController threadController(Facts facts, ListAnswers lists) {
        return new ThreadController(new Trails(facts), lists);
    }

    @Bean
    SearchController searchController(Facts facts, ListAnswers lists) {
        return new SearchController(facts, lists);
    }

    @Bean
    Tails tails(Facts facts, DataSource dataSource, Log log, JsonMapper json, LedgerProperties properties) {
        LedgerProperties.Live live = properties.live();
        Generations generations = new Generations(dataSource, log, FactProjection.CLAIM_TIMEOUT_DEFAULT);
        return new Tails(facts, generations, json, live.tailsMax(), live.patience());
    }

    @Bean
    LiveController liveController(Tails tails, Log log) {
        return new LiveController(tails, log);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> cuttableConnections() {
        return factory -> factory.addEngineValves(new CuttableConnections());
    }
}
