package org.messageledger.wiring;

import java.io.IOException;
import java.security.SecureRandom;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.messageledger.eventstore.Identity;
import org.messageledger.log.Log;
import org.messageledger.log.LogStatus;
import org.messageledger.party.MessageId;
import org.messageledger.party.PersonId;
import org.messageledger.party.PoolId;
import org.messageledger.party.Purpose;
import org.messageledger.problem.RefusedByContainer;
import org.messageledger.security.LocalUsers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What else is served, and what is said at the start. */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerApplication.class);

    @Bean
    LocalUsers localUsers(LedgerProperties properties, SecureRandom random) throws IOException {
        return LocalUsers.open(properties.home().resolve("passwords"), random);
    }

    /** Ids and codes are strings in JSON, whatever type they have here. */
    @Bean
    OpenApiCustomizer openApi() {
        SpringDocUtils.getConfig()
                .replaceWithClass(MessageId.class, String.class)
                .replaceWithClass(PersonId.class, String.class)
                .replaceWithClass(PoolId.class, String.class)
                .replaceWithClass(Purpose.class, String.class);
        return new ApiDescription();
    }

    @Bean
    HealthIndicator logHealth(Log log) {
        return () -> {
            LogStatus status = log.status();
            return (status.appending() ? Health.up() : Health.outOfService())
                    .withDetail("log", status.statement())
                    .build();
        };
    }

    /** Spring Boot adds a valve that writes pages; ours, of the same kind, answers in its place. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> refusedByContainer() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(RefusedByContainer.class.getName());
            }
        });
    }

    /**
     * A caller that is silent keeps no thread: bodies are read, and answers written, with a bound on each pause. The
     * container's connection timeout is the one for writing.
     */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> silence(LedgerProperties properties) {
        int sending = Math.toIntExact(properties.http().sendSilence().toMillis());
        int taking = Math.toIntExact(properties.http().takeSilence().toMillis());
        return factory -> factory.addConnectorCustomizers(connector -> {
            if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
                http.setConnectionTimeout(taking);
                http.setKeepAliveTimeout(sending);
                http.setDisableUploadTimeout(false);
                http.setConnectionUploadTimeout(sending);
            }
        });
    }

    /** For people who start it by hand: what it is, where things are. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> greeting(
            LedgerProperties properties, Identity identity, Log log, WebServerApplicationContext server) {
        return event -> LOG.info(
                "{} with {} entries serves http://localhost:{}; its home is {}, passwords lie in passwords/ there",
                identity.origin(),
                log.head().size(),
                server.getWebServer() == null ? "-" : server.getWebServer().getPort(),
                properties.home().toAbsolutePath().normalize());
    }
}
