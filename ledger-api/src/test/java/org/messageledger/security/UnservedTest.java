package org.messageledger.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.wiring.RunningLedger;

/** What nobody may do because it does not exist: who has signed in is told so, others are asked to sign in. */
class UnservedTest {

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
    @ValueSource(
            strings = {
                "/",
                "/index.html",
                "/login",
                "/favicon.ico",
                "/api",
                "/api/v1",
                "/api/v2/messages",
                "/api/v1/messages/a:1/nothing",
                "/api/v1/messages/a:1/reads/more",
                "/api/v1/log",
                "/actuator",
                "/actuator/env",
                "/actuator/shutdown",
                "/error",
                "/v3",
                "/v3/api-docs/nothing/more",
                "/swagger-ui/index.html"
            })
    void saysThatNothingIsThere(String path) {
        for (String method : List.of("GET", "POST", "DELETE")) {
            for (Role role : Role.values()) {
                SignInTest.problem(call(role.userName(), method, path), 404, "not-found");
            }
            if (!path.startsWith("/v3/api-docs") || !method.equals("GET")) {
                SignInTest.problem(anonymous(method, path), 401, "unauthenticated");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/commands, POST",
        "PUT, /api/v1/messages, POST",
        "GET, /api/v1/messages, POST",
        "DELETE, /api/v1/messages/a:1, GET",
        "POST, /api/v1/messages/a:1, GET",
        "PATCH, /api/v1/messages/a:1/reads, POST",
        "GET, /api/v1/messages/a:1/reads, POST",
        "POST, /api/v1/messages/a:1/trail, GET",
        "PUT, /api/v1/log/entries/0, GET",
        "POST, /actuator/health, GET",
        "DELETE, /v3/api-docs, GET",
    })
    void namesTheMethodsThatAPathTakes(String method, String path, String allowed) {
        for (Role role : Role.values()) {
            HttpResponse<String> answer = call(role.userName(), method, path);
            SignInTest.problem(answer, 405, "method");
            assertThat(Arrays.stream(answer.headers()
                                    .firstValue("Allow")
                                    .orElse("")
                                    .split(",", -1))
                            .map(String::strip))
                    .contains(allowed);
        }
        SignInTest.problem(anonymous(method, path), 401, "unauthenticated");
    }

    @Test
    void answersHeadWhereGetMayBeCalled() {
        assertThat(call("auditor", "HEAD", "/api/v1/log/entries/0").statusCode())
                .isEqualTo(200);
        assertThat(call("emitter", "HEAD", "/api/v1/log/entries/0").statusCode())
                .isEqualTo(403);
        assertThat(call("emitter", "HEAD", "/actuator/health").statusCode()).isEqualTo(200);
        assertThat(call("emitter", "HEAD", "/api/v1/messages").statusCode()).isEqualTo(405);
        assertThat(call("emitter", "HEAD", "/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void refusesTrace() {
        assertThat(call("emitter", "TRACE", "/api/v1/messages").statusCode()).isEqualTo(405);
    }

    @Test
    void saysWhatAPathTakesWhenAskedForItsOptions() {
        HttpResponse<String> answer = call("emitter", "OPTIONS", "/api/v1/messages");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Allow").orElse("")).contains("POST");
        SignInTest.problem(call("emitter", "OPTIONS", "/nothing"), 404, "not-found");
        SignInTest.problem(anonymous("OPTIONS", "/api/v1/messages"), 401, "unauthenticated");
    }

    @Test
    void takesAWrongPasswordForNoneWhereNothingIs() {
        HttpResponse<String> answer = ledger.send(ledger.anonymous("/nothing")
                .header("Authorization", "Basic ZW1pdHRlcjp3cm9uZw==")
                .build());
        SignInTest.problem(answer, 401, "unauthenticated");
    }

    private static HttpResponse<String> call(String user, String method, String path) {
        return ledger.send(ledger.request(user, path)
                .method(method, BodyPublishers.noBody())
                .build());
    }

    private static HttpResponse<String> anonymous(String method, String path) {
        return ledger.send(
                ledger.anonymous(path).method(method, BodyPublishers.noBody()).build());
    }
}
