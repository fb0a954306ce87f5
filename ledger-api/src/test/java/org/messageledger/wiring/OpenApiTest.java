package org.messageledger.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The description is complete enough to generate a client from. */
class OpenApiTest {

    private static final Set<String> WITHOUT_BODY =
            Set.of("post /api/v1/checks", "post /api/v1/log/key/announcement", "post /api/v1/log/key/retirement");

    @TempDir
    static Path home;

    private static RunningLedger ledger;
    private static JsonNode description;

    @BeforeAll
    static void start() {
        ledger = RunningLedger.start(home);
        description = RunningLedger.json(ledger.get("emitter", "/v3/api-docs"));
    }

    @AfterAll
    static void stop() {
        ledger.close();
    }

    @Test
    void isOpenApi31() {
        assertThat(description.path("openapi").asString()).startsWith("3.1");
    }

    @Test
    void namesEveryOperationAndNothingElse() {
        Set<String> operations = new TreeSet<>();
        eachOperation((name, operation) -> operations.add(name));
        assertThat(operations)
                .containsExactlyInAnyOrder(
                        "post /api/v1/messages",
                        "post /api/v1/messages/{id}/reads",
                        "post /api/v1/messages/{id}/routes",
                        "post /api/v1/messages/{id}/resolution",
                        "post /api/v1/messages/{id}/retraction",
                        "post /api/v1/messages/{id}/suspicions",
                        "post /api/v1/listings",
                        "post /api/v1/disclosures",
                        "post /api/v1/commands",
                        "get /api/v1/messages/{id}",
                        "get /api/v1/messages/{id}/trail",
                        "get /api/v1/messages/{id}/routing",
                        "get /api/v1/routing/times",
                        "post /api/v1/incidents",
                        "get /api/v1/people/{id}/activity",
                        "get /api/v1/patients/{id}/accesses",
                        "get /api/v1/patients/{id}/disclosures",
                        "get /api/v1/pools/{id}/activity",
                        "get /api/v1/threads/{id}/trail",
                        "post /api/v1/exports",
                        "get /api/v1/exports/key",
                        "post /api/v1/search",
                        "post /api/v1/search/facets",
                        "get /api/v1/live",
                        "post /api/v1/live",
                        "get /api/v1/log/entries/{leafIndex}",
                        "get /api/v1/log/entries/{leafIndex}/proof",
                        "get /api/v1/log/consistency",
                        "get /api/v1/log/key",
                        "post /api/v1/replays",
                        "get /api/v1/replays/{id}",
                        "delete /api/v1/replays/{id}",
                        "get /api/v1/log/status",
                        "post /api/v1/log/key/announcement",
                        "post /api/v1/log/key/retirement",
                        "post /api/v1/checks",
                        "get /api/v1/checks/{id}",
                        "delete /api/v1/checks/{id}",
                        "get /log/checkpoint",
                        "get /log/tile/{path}",
                        "get /log/tile/entries/{path}");
    }

    @Test
    void givesEveryOperationAnExample() {
        eachOperation(
                (name, operation) -> assertThat(operation.findValues("example").size()
                                + operation.findValues("examples").size())
                        .as(name)
                        .isPositive());
    }

    @Test
    void describesEveryRefusalAsAProblem() {
        eachOperation((name, operation) -> {
            List<String> refusals = new ArrayList<>();
            for (Map.Entry<String, JsonNode> response :
                    operation.path("responses").properties()) {
                if (response.getKey().startsWith("4")) {
                    refusals.add(response.getKey());
                    assertThat(response.getValue().path("content").propertyNames())
                            .as(name + " " + response.getKey())
                            .containsExactly("application/problem+json");
                }
            }
            assertThat(refusals).as(name).contains("400", "401", "403");
        });
    }

    @Test
    void describesTheBodyOfEveryCommand() {
        eachOperation((name, operation) -> {
            if (name.startsWith("post") && !WITHOUT_BODY.contains(name)) {
                assertThat(operation.path("requestBody").path("content").propertyNames())
                        .as(name)
                        .hasSize(1);
            }
        });
    }

    @Test
    void saysWhichFieldsACommandMustHaveAndThatItTakesNoOthers() {
        JsonNode schemas = description.path("components").path("schemas");
        JsonNode send = schemas.path("SendMessage");
        assertThat(send.path("additionalProperties").asBoolean(true)).isFalse();
        assertThat(send.path("required").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder("messageId", "sender", "category", "channel", "confidentiality");
        assertThat(schemas.path("ReadMessage").path("properties").propertyNames())
                .contains("actor", "justification")
                .doesNotContain("messageId");
        assertThat(schemas.path("Actor").path("required").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder("id", "kind");
    }

    @Test
    void listsNoIdInTheBodyOfACommandThatThePathNames() {
        for (String command :
                List.of("ReadMessage", "RouteMessage", "ResolveMessage", "RetractMessage", "ReportSuspicion")) {
            JsonNode schema = description.path("components").path("schemas").path(command);
            assertThat(schema.path("properties").propertyNames()).as(command).doesNotContain("messageId", "emitter");
            assertThat(schema.path("required").valueStream().map(JsonNode::asString))
                    .doesNotContain("messageId");
        }
    }

    @Test
    void saysWhatAReceiptAndAProblemAlwaysHave() {
        JsonNode schemas = description.path("components").path("schemas");
        assertThat(schemas.path("Receipt").path("required").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder(
                        "eventId", "event", "leafIndex", "treeSize", "rootHash", "recordedAt", "idempotencyKey");
        assertThat(schemas.at("/Receipt/properties/messageId/description").asString())
                .contains("several messages");
        assertThat(schemas.path("Problem").path("required").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder("type", "title", "status", "detail");
    }

    @Test
    void saysWhenToComeBackAfterEachPushback() {
        eachOperation((name, operation) -> {
            if (name.startsWith("post")) {
                assertThat(operation.at("/responses/503/headers").propertyNames())
                        .as(name)
                        .contains("Retry-After");
            }
        });
    }

    @Test
    void refersToNothingThatIsNotThere() {
        List<JsonNode> references = description.findValues("$ref");
        assertThat(references).isNotEmpty();
        for (JsonNode reference : references) {
            assertThat(description.at(reference.asString().substring(1)).isMissingNode())
                    .as(reference.asString())
                    .isFalse();
        }
    }

    /** What stands in the description must work: each example of a command is sent as it is, and recorded. */
    @Test
    void givesExamplesThatAreRecorded() {
        for (String path : List.of(
                "/api/v1/messages",
                "/api/v1/messages/{id}/reads",
                "/api/v1/listings",
                "/api/v1/messages/{id}/routes",
                "/api/v1/messages/{id}/resolution",
                "/api/v1/messages/{id}/suspicions",
                "/api/v1/disclosures",
                "/api/v1/messages/{id}/retraction")) {
            JsonNode example = example(path, "application/json");
            HttpResponse<String> answer = ledger.post(path.replace("{id}", "portal:12345"), example.toString());
            assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(201);
        }
        List<JsonNode> answers =
                ledger.bulk(example("/api/v1/commands", "application/x-ndjson").toString());
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).path("status").asInt()).as(answers.toString()).isEqualTo(201);
    }

    @Test
    void givesExamplesOfSearchesThatAreAnswered() {
        for (String path : List.of("/api/v1/search", "/api/v1/search/facets")) {
            HttpResponse<String> answer = ledger.send(ledger.request("compliance", path)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(
                            example(path, "application/json").toString()))
                    .build());
            assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        }
    }

    private static JsonNode example(String path, String mediaType) {
        JsonNode content = description
                .path("paths")
                .path(path)
                .path("post")
                .path("requestBody")
                .path("content")
                .path(mediaType);
        return content.has("example")
                ? content.path("example")
                : content.path("examples").iterator().next().path("value");
    }

    private static void eachOperation(BiConsumer<String, JsonNode> check) {
        for (Map.Entry<String, JsonNode> path : description.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                check.accept(method.getKey() + " " + path.getKey(), method.getValue());
            }
        }
    }
}
