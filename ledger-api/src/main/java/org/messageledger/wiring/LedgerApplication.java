package org.messageledger.wiring;

import org.messageledger.problem.ProblemHandler;
import org.messageledger.problem.RefusedRequests;
import org.messageledger.security.LocalSecurityConfiguration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** The server: Spring Boot's infrastructure, our parts named one by one. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(LedgerProperties.class)
@Import({
    StorageConfiguration.class,
    LedgerConfiguration.class,
    RecordingConfiguration.class,
    AskingConfiguration.class,
    ProvingConfiguration.class,
    ReplayConfiguration.class,
    HttpConfiguration.class,
    LocalSecurityConfiguration.class,
    ProblemHandler.class,
    RefusedRequests.class
})
public class LedgerApplication {

    /** What Axon asks before it calls home. We do not start its checker; nobody may do so by accident either. */
    static final String UPDATE_CHECKER_DISABLED = "axoniq.update-checker.disabled";

    private static final String ISSUER = "spring.security.oauth2.resourceserver.jwt.issuer-uri";

    /** Starts the server; returns when it is ready. */
    public static void start(String[] args) {
        System.setProperty(UPDATE_CHECKER_DISABLED, "true");
        new SpringApplicationBuilder(LedgerApplication.class)
                .web(WebApplicationType.SERVLET)
                .initializers(LedgerApplication::requireLocalMode)
                .run(args);
    }

    /** Whoever names an identity provider means that no local password is good any more: until that is so, nothing starts. */
    private static void requireLocalMode(ConfigurableApplicationContext context) {
        String issuer = context.getEnvironment().getProperty(ISSUER);
        if (issuer != null) {
            throw new InvalidConfigurationPropertyValueException(
                    ISSUER,
                    issuer,
                    "Sign-in through an identity provider is not there yet. Without this setting the ledger answers its own "
                            + "machine, with the passwords in its home.");
        }
    }
}
