package org.messageledger.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.cli.LedgerCommands;
import org.messageledger.wiring.RunningLedger;
import tools.jackson.databind.JsonNode;

/** Local mode: who is let in, and to what. */
class SignInTest {

    private static final List<String> USERS = List.of("emitter", "compliance", "auditor", "privacy", "admin");

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

    @Test
    void makesAPasswordForEachUserThatOnlyTheOwnerReads() throws IOException {
        for (String user : USERS) {
            Path file = home.resolve("passwords").resolve(user);
            assertThat(Files.readString(file).strip()).matches("[0-9a-f]{32}");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"emitter:wrong", "emitter:", "nobody:x", ":", "no colon"})
    void refusesWrongPasswords(String credentials) {
        problem(
                signIn("Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8))),
                401,
                "unauthenticated");
        problem(signIn("Basic ###"), 401, "unauthenticated");
        problem(signIn("Bearer abc"), 401, "unauthenticated");
    }

    @Test
    void refusesOneUsersPasswordForAnother() throws IOException {
        String password = Files.readString(home.resolve("passwords/auditor")).strip();
        problem(
                signIn("Basic "
                        + Base64.getEncoder()
                                .encodeToString(("compliance:" + password).getBytes(StandardCharsets.UTF_8))),
                401,
                "unauthenticated");
    }

    @Test
    void aUserThatIsAddedSignsInAtOnceUnderItsOwnNameAndRole() {
        for (Role role : Role.values()) {
            add("kim-" + role.userName(), role.userName());
        }
        assertThat(ledger.get("kim-auditor", "/api/v1/log/entries/0").statusCode())
                .isEqualTo(200);
        problem(ledger.get("kim-compliance", "/api/v1/log/entries/0"), 403, "forbidden");
        String message = "{\"messageId\":\"t:added\",\"sender\":{\"id\":\"a:1\",\"kind\":\"MEMBER\"},"
                + "\"recipients\":[{\"person\":\"a:2\"}],\"category\":\"BILLING\",\"channel\":\"API\","
                + "\"confidentiality\":\"N\",\"subject\":\"s\"}";
        HttpResponse<String> sent = ledger.send(ledger.request("kim-emitter", "/api/v1/messages")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(message))
                .build());
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
        long leaf = RunningLedger.json(sent).path("leafIndex").longValue();
        assertThat(ledger.get("auditor", "/api/v1/log/entries/" + leaf).body()).contains("\"kim-emitter\"");
    }

    @Test
    void aUserThatIsTakenAwayOrHalfMadeSignsInNoMore() throws IOException {
        add("lee", "auditor");
        assertThat(ledger.get("lee", "/api/v1/log/entries/0").statusCode()).isEqualTo(200);
        Path role = home.resolve("users/lee");
        for (String half : List.of("", "audit", "auditor", "nobody\n")) {
            Files.writeString(role, half);
            problem(ledger.get("lee", "/api/v1/log/entries/0"), 401, "unauthenticated");
        }
        Files.writeString(role, "auditor\n");
        assertThat(ledger.get("lee", "/api/v1/log/entries/0").statusCode()).isEqualTo(200);
        Files.delete(role);
        problem(ledger.get("lee", "/api/v1/log/entries/0"), 401, "unauthenticated");
    }

    @Test
    void noFileLiftsOneOfTheFiveUsersAboveItsRole() throws IOException {
        Path users = Files.createDirectories(home.resolve("users"));
        Path role = Files.writeString(users.resolve("emitter"), "auditor\n");
        problem(ledger.get("emitter", "/api/v1/log/entries/0"), 403, "forbidden");
        Files.delete(role);
    }

    private static void add(String name, String role) {
        assertThat(LedgerCommands.run(new String[] {"user", "add", name, "--role", role, "--home", home.toString()}))
                .isZero();
    }

    @Test
    void servesHealthAndItsDescriptionWithoutSignIn() {
        for (String path : List.of(
                "/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness", "/v3/api-docs")) {
            HttpResponse<String> answer =
                    ledger.send(HttpRequest.newBuilder(URI.create("http://localhost:" + ledger.port() + path))
                            .build());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        }
    }

    private static HttpResponse<String> signIn(String authorization) {
        return ledger.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + ledger.port() + "/api/v1/log/entries/0"))
                        .header("Authorization", authorization)
                        .build());
    }

    static void problem(HttpResponse<String> answer, int status, String name) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        JsonNode problem = RunningLedger.json(answer);
        assertThat(problem.path("type").asString()).isEqualTo("urn:message-ledger:problem:" + name);
    }
}
