package org.messageledger.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.wiring.RunningLedger;

/** Local mode answers this machine under its own name, directly. */
class LoopbackTest {

    @TempDir
    static Path home;

    private static RunningLedger ledger;

    @BeforeAll
    static void start() {
        ledger = RunningLedger.start(home);
    }

    @AfterAll
    static void stop() {
        ledger.close();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "localhost:8080, 200",
        "LOCALHOST:1, 200",
        "127.0.0.1:9, 200",
        "[::1]:8080, 200",
        "ledger.example, 403",
        "localhost.evil.example, 403",
        "127.0.0.1.evil.example, 403",
        "127.0.0.2, 403",
        "'', 400",
    })
    void answersOnlyUnderALoopbackName(String host, int status) {
        String answer = ledger.raw("GET /actuator/health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 " + (status == 400 ? "4" : status));
    }

    @Test
    void refusesARequestWithoutHostOrWithTwo() {
        assertThat(ledger.raw("GET /actuator/health HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 4");
        assertThat(
                        ledger.raw(
                                "GET /actuator/health HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded",
                "X-Forwarded-For",
                "x-forwarded-host",
                "X-Forwarded-Proto",
                "X-Forwarded-Ssl",
                "X-Real-IP"
            })
    void refusesWhatAProxyForwards(String header) {
        HttpResponse<String> answer = ledger.send(ledger.request("auditor", "/api/v1/log/entries/0")
                .header(header, "localhost")
                .build());
        SignInTest.problem(answer, 403, "not-local");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/messages/a%2Fb", "/api/v1/messages/a;b=c/trail", "/api//v1/messages", "/api/v1/%2e%2e/x"
            })
    void refusesOddPathsWithAProblem(String path) {
        String answer = ledger.raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                + ledger.basic("auditor") + "\r\nConnection: close\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json", "urn:message-ledger:problem:");
    }
}
