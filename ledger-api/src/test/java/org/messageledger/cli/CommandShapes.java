package org.messageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** The published shape of the commands, written down a second time, apart from the code that makes them. */
final class CommandShapes {

    private static final Set<String> EVERY = Set.of("command", "mode", "occurredAt", "client", "idempotencyKey");
    private static final Map<String, Set<String>> REQUIRED = Map.of(
            "SendMessage",
            Set.of("messageId", "sender", "recipients", "category", "channel", "confidentiality", "subject"),
            "ReadMessage",
            Set.of("messageId", "actor", "kind", "purpose"),
            "ListMessages",
            Set.of("messageIds", "actor", "kind", "purpose"),
            "RouteMessage",
            Set.of("messageId", "to", "cause", "reason"),
            "DiscloseMessage",
            Set.of("patientIds", "recipient", "description", "disclosedBy", "legalBasis"),
            "ResolveMessage",
            Set.of("messageId", "actor", "resolution"),
            "RetractMessage",
            Set.of("messageId", "actor", "reason"),
            "ReportSuspicion",
            Set.of("messageId", "actor", "reason"));
    private static final Map<String, Set<String>> OPTIONAL = Map.of(
            "SendMessage",
            Set.of(
                    "threadId",
                    "inReplyTo",
                    "patientIds",
                    "careSite",
                    "urgent",
                    "body",
                    "contentRef",
                    "attachments",
                    "email",
                    "partner"),
            "ReadMessage",
            Set.of("patientId", "attachmentId", "justification", "authority", "refusedBy", "refusalReason"),
            "ListMessages",
            Set.of("query"),
            "RouteMessage",
            Set.of("from", "causeId", "routedBy"),
            "DiscloseMessage",
            Set.of("messageId", "purposeStatement", "requestReference"));
    private static final Map<String, Set<String>> CODES = Map.of(
            "mode", Set.of("ASK", "REPORT"),
            "category",
                    Set.of(
                            "SCHEDULING",
                            "BILLING",
                            "COVERAGE",
                            "REFERRAL",
                            "TEST_RESULT",
                            "SYMPTOM_UPDATE",
                            "MEDICATION",
                            "GENERAL_INFORMATION",
                            "PROVIDER_COLLABORATION",
                            "PROCUREMENT"),
            "channel", Set.of("PORTAL", "MOBILE_APP", "EMAIL", "API"),
            "confidentiality", Set.of("N", "R", "V"),
            "cause", Set.of("RULE", "PERSON", "MODEL"),
            "resolution", Set.of("ANSWERED", "CALLED", "NO_ANSWER_NEEDED"),
            "legalBasis", Set.of("TO_INDIVIDUAL", "AUTHORIZATION"));
    private static final Set<String> ACCESS_KINDS = Set.of(
            "OPENED",
            "PREVIEWED",
            "ATTACHMENT_OPENED",
            "ATTACHMENT_DOWNLOADED",
            "PRINTED",
            "EXPORTED",
            "FORWARDED",
            "LISTED",
            "FOUND");
    private static final Set<String> ACTOR_KINDS = Set.of("MEMBER", "CLINICIAN", "STAFF", "PARTNER", "SERVICE");

    private CommandShapes() {}

    static void assertLegal(JsonNode command) {
        String name = command.path("command").asString();
        assertThat(REQUIRED).as("command").containsKey(name);
        Set<String> fields = new TreeSet<>(command.propertyNames());
        assertThat(fields).as(name).containsAll(REQUIRED.getOrDefault(name, Set.of()));
        fields.removeAll(EVERY);
        fields.removeAll(REQUIRED.getOrDefault(name, Set.of()));
        fields.removeAll(OPTIONAL.getOrDefault(name, Set.of()));
        assertThat(fields).as("fields that " + name + " does not have").isEmpty();
        CODES.forEach((field, codes) -> {
            if (command.has(field)) {
                assertThat(codes).as(field).contains(command.path(field).asString());
            }
        });
        for (String actor : Set.of("actor", "sender", "routedBy", "disclosedBy")) {
            if (command.has(actor)) {
                assertId(command.path(actor).path("id").asString());
                assertThat(ACTOR_KINDS)
                        .contains(command.path(actor).path("kind").asString());
            }
        }
        if (command.has("kind")) {
            String kind = command.path("kind").asString();
            assertThat(ACCESS_KINDS).contains(kind);
            assertThat(Set.of("LISTED", "FOUND").contains(kind)).isEqualTo(name.equals("ListMessages"));
        }
        if (command.has("messageId")) {
            assertThat(command.path("messageId").asString()).matches("[^:]+:.+");
            assertId(command.path("messageId").asString());
        }
        if (command.has("occurredAt")) {
            assertThat(Instant.parse(command.path("occurredAt").asString())).isNotNull();
        }
        assertContent(command);
    }

    private static void assertContent(JsonNode command) {
        assertThat(bytes(command, "subject")).isLessThanOrEqualTo(500);
        assertThat(bytes(command, "body")).isLessThanOrEqualTo(12_288);
        assertThat(command.has("body") && command.has("contentRef")).isFalse();
        for (JsonNode party : command.path("recipients")) {
            assertThat(party.size()).isEqualTo(1);
            assertId(party.path(party.has("pool") ? "pool" : "person").asString());
        }
        for (JsonNode attachment : command.path("attachments")) {
            assertThat(attachment.propertyNames()).containsExactly("id", "name", "mediaType", "sizeBytes", "sha256");
            assertThat(attachment.path("name").asString()).isNotBlank();
            assertThat(bytes(attachment, "name")).isLessThanOrEqualTo(100);
            assertThat(attachment.path("mediaType").asString()).matches("[^/ ]+/[^/\"\\\\]+");
            assertThat(attachment.path("sizeBytes").isIntegralNumber()).isTrue();
            assertThat(attachment.path("sha256").asString()).matches("[0-9a-f]{64}");
        }
    }

    private static void assertId(String id) {
        assertThat(id).matches("[A-Za-z0-9._:@-]{1,100}");
    }

    private static int bytes(JsonNode object, String field) {
        return object.path(field).asString("").getBytes(StandardCharsets.UTF_8).length;
    }
}
