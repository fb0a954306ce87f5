package org.messageledger.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.messageledger.security.LocalSecurityConfiguration;
import org.messageledger.security.LocalUsers;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The program without a ledger: the same stack, settings and sign-in, and an endpoint that does nothing. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
@Import({LocalSecurityConfiguration.class, EmptyEndpoint.Nothing.class})
class EmptyEndpoint {

    public static void main(String[] arguments) {
        SpringApplication.run(EmptyEndpoint.class, arguments);
    }

    @Bean
    LocalUsers localUsers() throws IOException {
        return LocalUsers.open(Path.of(System.getenv("LEDGER_HOME")).resolve("passwords"), new SecureRandom());
    }

    /** At the path of a send, because emitters may call that. */
    @RestController
    static class Nothing {
        @PostMapping("/api/v1/messages")
        @ResponseStatus(HttpStatus.CREATED)
        void take() {}
    }
}
