package org.messageledger.wiring;

import static org.assertj.core.api.Assertions.assertThat;

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
                        "get /api/v1/people/{id}/activity",
                        "get /api/v1/threads/{id}/trail",
                        "get /api/v1/log/entries/{leafIndex}");
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
            if (name.startsWith("post")) {
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

    /** What stands in the description must work: each example of a command is sent as it is. */
    @Test
    void givesExamplesThatAreUnderstood() {
        eachOperation((name, operation) -> {
            JsonNode content = operation.path("requestBody").path("content").path("application/json");
            JsonNode example = content.has("example")
                    ? content.path("example")
                    : content.path("examples").isEmpty()
                            ? content.path("examples")
                            : content.path("examples").iterator().next().path("value");
            if (name.startsWith("post") && !name.endsWith("/commands")) {
                assertThat(example.isObject()).as(name).isTrue();
                String path = name.substring("post ".length()).replace("{id}", "portal:12345");
                int status = ledger.post(path, example.toString()).statusCode();
                assertThat(status).as(name + " " + example).isNotIn(400, 401, 405, 413, 415, 500);
            }
        });
    }

    private static void eachOperation(BiConsumer<String, JsonNode> check) {
        for (Map.Entry<String, JsonNode> path : description.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                check.accept(method.getKey() + " " + path.getKey(), method.getValue());
            }
        }
    }
}
