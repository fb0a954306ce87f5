package org.messageledger.wiring;

import org.messageledger.problem.ProblemHandler;
import org.messageledger.problem.RefusedRequests;
import org.messageledger.security.LocalSecurityConfiguration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
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
    HttpConfiguration.class,
    LocalSecurityConfiguration.class,
    ProblemHandler.class,
    RefusedRequests.class
})
public class LedgerApplication {

    /** What Axon asks before it calls home. We do not start its checker; nobody may do so by accident either. */
    static final String UPDATE_CHECKER_DISABLED = "axoniq.update-checker.disabled";

    /** Starts the server; returns when it is ready. */
    public static void start(String[] args) {
        System.setProperty(UPDATE_CHECKER_DISABLED, "true");
        new SpringApplicationBuilder(LedgerApplication.class)
                .web(WebApplicationType.SERVLET)
                .run(args);
    }
}
