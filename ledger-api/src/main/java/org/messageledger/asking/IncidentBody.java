package org.messageledger.asking;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.Moment;
import org.messageledger.incident.IncidentQuestion;
import org.messageledger.incident.IncidentScope;
import org.messageledger.party.MessageId;
import org.messageledger.party.PersonId;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An incident as a request describes it: an account and a span, or a message. */
@Schema(name = "IncidentQuestion", additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
@JsonInclude(JsonInclude.Include.NON_NULL)
record IncidentBody(
        @Schema(description = "Whose account, with from and to; or else a message.", example = "clinician:8") @Nullable
        String person,

        @Schema(description = "With a person: not before this time.", format = "date-time") @Nullable
        String from,

        @Schema(description = "With a person: before this time.", format = "date-time") @Nullable
        String to,

        @Schema(description = "The suspicious message; or else a person.") @Nullable
        String messageId,

        @Schema(
                description = "With a message: also what those who opened it did from then on, before this time.",
                format = "date-time")
        @Nullable
        String followUntil,

        @Schema(description = "The day of discovery, where it is known.", format = "date") @Nullable
        String discoveredOn,

        @Schema(
                description =
                        "recorded: all times are recordedAt; else occurredAt, and recordedAt where there is none.",
                allowableValues = {"occurred", "recorded"},
                defaultValue = "occurred")
        @Nullable
        String time,

        @Schema(
                description =
                        "What was known then: a leaf index (with this leaf), or a time (what was recorded before it).",
                oneOf = {Long.class, String.class})
        @Nullable
        Object asOf,

        @Schema(description = "Waits at most 5 s until the view has this leaf; else 503.") @Nullable
        Long atLeast) {

    /** More than any has. */
    static final int BYTES_MAX = 4_096;

    private static final Set<String> FIELDS =
            Set.of("person", "from", "to", "messageId", "followUntil", "discoveredOn", "time", "asOf", "atLeast");

    private static final String LEAF = "Give a leaf index, 0 or a positive whole number";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @throws BadParameter 400 when it is anything else */
    static IncidentQuestion question(byte[] bytes) {
        ObjectNode body = object(bytes);
        for (String name : body.propertyNames()) {
            if (!FIELDS.contains(name)) {
                throw new BadParameter(
                        name.matches("[A-Za-z]{1,30}") ? name : "body",
                        "There is no such field; known are: " + String.join(", ", new TreeSet<>(FIELDS)) + ".");
            }
        }
        String time = text(body, "time");
        if (time != null && !Set.of("occurred", "recorded").contains(time)) {
            throw new BadParameter("time", "Give one of: occurred, recorded.");
        }
        return new IncidentQuestion(
                scope(body),
                "recorded".equals(time),
                day(body),
                moment(body.path("asOf")),
                body.has("atLeast") ? leaf("atLeast", body.path("atLeast"), LEAF + ".") : null);
    }

    private static ObjectNode object(byte[] bytes) {
        try {
            if (JSON.readTree(new String(bytes, StandardCharsets.UTF_8)) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw notJson();
        }
        throw notJson();
    }

    private static BadParameter notJson() {
        return new BadParameter(
                "body",
                "Send one JSON object in UTF-8, such as {\"person\": \"clinician:8\", \"from\": "
                        + "\"2026-03-01T00:00:00Z\", \"to\": \"2026-03-02T00:00:00Z\"}; no key may stand twice.");
    }

    private static IncidentScope scope(ObjectNode body) {
        boolean account = body.has("person");
        if (account == body.has("messageId")) {
            throw new BadParameter(
                    account ? "person" : "body", "Give either a person, with from and to, or a messageId.");
        }
        for (String foreign : account ? Set.of("followUntil") : Set.of("from", "to")) {
            if (body.has(foreign)) {
                throw new BadParameter(
                        foreign,
                        "Leave the field out: from and to go with a person, followUntil goes with a messageId.");
            }
        }
        if (!account) {
            return new IncidentScope.Message(
                    required("messageId", parsed(body, "messageId", MessageId::new)), time(body, "followUntil"));
        }
        IncidentScope.Account scope = new IncidentScope.Account(
                required("person", parsed(body, "person", PersonId::new)),
                required("from", time(body, "from")),
                required("to", time(body, "to")));
        if (scope.from().isAfter(scope.to())) {
            throw new BadParameter("from", "Give a from that is not after to.");
        }
        return scope;
    }

    private static Moment moment(JsonNode asOf) {
        if (asOf.isMissingNode()) {
            return new Moment.Newest();
        }
        return asOf.isString()
                ? new Moment.Before(Parameters.time("asOf", asOf.asString()))
                : new Moment.AtLeaf(leaf("asOf", asOf, LEAF + ", or a time in UTC."));
    }

    private static long leaf(String name, JsonNode value, String advice) {
        if (value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0) {
            return value.longValue();
        }
        throw new BadParameter(name, advice);
    }

    private static <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw new BadParameter(name, "Give a person with both from and to.");
        }
        return value;
    }

    private static <T> @Nullable T parsed(ObjectNode body, String name, Function<String, T> type) {
        String text = text(body, name);
        return text == null ? null : Parameters.parsed(name, text, type, "");
    }

    private static @Nullable Instant time(ObjectNode body, String name) {
        String text = text(body, name);
        return text == null ? null : Parameters.time(name, text);
    }

    private static @Nullable LocalDate day(ObjectNode body) {
        String text = text(body, "discoveredOn");
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new BadParameter("discoveredOn", "Give a day, such as 2026-03-01.");
        }
    }

    private static @Nullable String text(ObjectNode body, String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode()) {
            return null;
        }
        if (!value.isString()) {
            throw new BadParameter(name, "Give a string, or leave the field out.");
        }
        return value.asString();
    }
}
