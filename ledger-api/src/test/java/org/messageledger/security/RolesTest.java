package org.messageledger.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.wiring.RunningLedger;
import tools.jackson.databind.JsonNode;

/** Every endpoint with every role. */
class RolesTest {

    private static final Set<Role> RECORD = Set.of(Role.EMITTER);
    private static final Set<Role> ASK = Set.of(Role.COMPLIANCE, Role.AUDITOR);
    private static final Set<Role> ENTRIES = Set.of(Role.AUDITOR);
    private static final Set<Role> ADMINISTER = Set.of(Role.ADMIN);

    private static final Map<String, Set<Role>> ALLOWED = Map.ofEntries(
            Map.entry("POST /api/v1/messages", RECORD),
            Map.entry("POST /api/v1/messages/{id}/reads", RECORD),
            Map.entry("POST /api/v1/messages/{id}/routes", RECORD),
            Map.entry("POST /api/v1/messages/{id}/resolution", RECORD),
            Map.entry("POST /api/v1/messages/{id}/retraction", RECORD),
            Map.entry("POST /api/v1/messages/{id}/suspicions", RECORD),
            Map.entry("POST /api/v1/listings", RECORD),
            Map.entry("POST /api/v1/disclosures", RECORD),
            Map.entry("POST /api/v1/commands", RECORD),
            Map.entry("GET /api/v1/messages/{id}", ASK),
            Map.entry("GET /api/v1/messages/{id}/trail", ASK),
            Map.entry("GET /api/v1/messages/{id}/routing", ASK),
            Map.entry("GET /api/v1/routing/times", ASK),
            Map.entry("POST /api/v1/incidents", ASK),
            Map.entry("GET /api/v1/people/{id}/activity", ASK),
            Map.entry("GET /api/v1/patients/{id}/accesses", ASK),
            Map.entry("GET /api/v1/patients/{id}/disclosures", ASK),
            Map.entry("GET /api/v1/pools/{id}/activity", ASK),
            Map.entry("GET /api/v1/threads/{id}/trail", ASK),
            Map.entry("POST /api/v1/exports", ASK),
            Map.entry("GET /api/v1/exports/key", ASK),
            Map.entry("POST /api/v1/search", ASK),
            Map.entry("POST /api/v1/search/facets", ASK),
            Map.entry("GET /api/v1/live", ASK),
            Map.entry("POST /api/v1/live", ASK),
            Map.entry("GET /api/v1/log/entries/{leafIndex}", ENTRIES),
            Map.entry("GET /api/v1/log/entries/{leafIndex}/proof", ENTRIES),
            Map.entry("GET /api/v1/log/consistency", ENTRIES),
            Map.entry("GET /api/v1/log/key", Set.of(Role.AUDITOR, Role.ADMIN)),
            Map.entry("GET /api/v1/log/status", Set.of(Role.COMPLIANCE, Role.AUDITOR, Role.ADMIN)),
            Map.entry("POST /api/v1/log/key/announcement", ADMINISTER),
            Map.entry("POST /api/v1/log/key/retirement", ADMINISTER),
            Map.entry("GET /log/tile/entries/{path}", ENTRIES),
            Map.entry("POST /api/v1/replays", ENTRIES),
            Map.entry("GET /api/v1/replays/{id}", ENTRIES),
            Map.entry("DELETE /api/v1/replays/{id}", ENTRIES),
            Map.entry("POST /api/v1/checks", ENTRIES),
            Map.entry("GET /api/v1/checks/{id}", ENTRIES),
            Map.entry("DELETE /api/v1/checks/{id}", ENTRIES));

    /** What everybody may have, signed in or not. */
    private static final Set<String> PUBLIC = Set.of("GET /log/checkpoint", "GET /log/tile/{path}");

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
    void letsARoleDoWhatItMayAndNothingElse() {
        ALLOWED.forEach((operation, roles) -> {
            for (Role role : Role.values()) {
                HttpResponse<String> answer = call(role, operation);
                if (roles.contains(role)) {
                    assertThat(answer.statusCode()).as(operation + " " + role).isNotIn(401, 403, 405);
                } else {
                    SignInTest.problem(answer, 403, "forbidden");
                }
            }
            HttpResponse<String> nobody = call(null, operation);
            SignInTest.problem(nobody, 401, "unauthenticated");
            assertThat(nobody.headers().firstValue("WWW-Authenticate").orElse(""))
                    .startsWith("Basic realm=");
        });
    }

    @Test
    void letsEverybodyHaveWhatIsPublic() {
        for (String operation : PUBLIC) {
            assertThat(call(null, operation).statusCode()).as(operation).isNotIn(401, 403);
            for (Role role : Role.values()) {
                assertThat(call(role, operation).statusCode())
                        .as(operation + " " + role)
                        .isNotIn(401, 403);
            }
        }
    }

    @Test
    void isDecidedForEveryOperationThatIsDescribed() {
        Set<String> described = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : RunningLedger.json(ledger.get("emitter", "/v3/api-docs"))
                .path("paths")
                .properties()) {
            described.addAll(path.getValue().propertyNames().stream()
                    .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey())
                    .collect(Collectors.toSet()));
        }
        Set<String> decided = new TreeSet<>(ALLOWED.keySet());
        decided.addAll(PUBLIC);
        assertThat(decided).containsExactlyInAnyOrderElementsOf(described);
    }

    private static HttpResponse<String> call(@Nullable Role role, String operation) {
        String method = operation.substring(0, operation.indexOf(' '));
        String path = operation
                .substring(operation.indexOf(' ') + 1)
                .replace("{id}", "a:1")
                .replace("{leafIndex}", "0")
                .replace("{path}", "0/000.p/1");
        if (operation.equals("GET /api/v1/live")) {
            path += "?from=none"; // else it would go on for ever
        }
        return ledger.send((role == null ? ledger.anonymous(path) : ledger.request(role.userName(), path))
                .header("Content-Type", "text/nothing")
                .method(method, BodyPublishers.noBody())
                .build());
    }
}
