package org.messageledger.replaying;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.messageledger.problem.Problem;
import org.messageledger.problem.ProblemException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is to be replayed, as a request says it.
 *
 * @param upTo a leaf index or a time
 */
public record ReplayBody(
        @Schema(
                description = "The last leaf, or a time: leaves that were recorded before it. Absent: all leaves.",
                oneOf = {Long.class, String.class})
        @Nullable
        Object upTo,

        @Schema(
                description =
                        "Whether the new view takes the place of the live one if they are equal; only for all leaves")
        @Nullable
        Boolean swap,

        @Schema(description = "Whether it does so too if they differ; only with swap") @Nullable
        Boolean repair) {

    /** More than any has. */
    static final int BYTES_MAX = 4_096;

    private static final Set<String> FIELDS = Set.of("upTo", "swap", "repair");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @throws ProblemException 400 when it is anything else */
    static ReplayBody read(byte[] bytes) {
        ObjectNode object = object(bytes);
        for (String name : object.propertyNames()) {
            if (!FIELDS.contains(name)) {
                throw new ProblemException(Problem.malformed(
                        name.matches("[A-Za-z]{1,30}") ? name : null,
                        "There is no such field; correct its name or leave it out: known are repair, swap, upTo."));
            }
        }
        Object upTo = upTo(object.path("upTo"));
        boolean swap = flag(object, "swap");
        boolean repair = flag(object, "repair");
        if (swap && upTo != null) {
            throw new ProblemException(Problem.malformed(
                    "swap", "Leave upTo out: only a view of all leaves can take the live one's place."));
        }
        if (repair && !swap) {
            throw new ProblemException(
                    Problem.malformed("repair", "Say swap too: repairing is swapping what differs."));
        }
        return new ReplayBody(upTo, swap, repair);
    }

    private static ObjectNode object(byte[] bytes) {
        try {
            if (JSON.readTree(bytes) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw malformed();
        }
        throw malformed();
    }

    private static ProblemException malformed() {
        return new ProblemException(Problem.malformed(
                null, "Send one JSON object in UTF-8, such as {} or {\"upTo\": 41}; no key may stand twice."));
    }

    private static boolean flag(ObjectNode object, String name) {
        JsonNode value = object.path(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw new ProblemException(Problem.malformed(name, "Send true or false."));
        }
        return value.asBoolean(false);
    }

    private static @Nullable Object upTo(JsonNode value) {
        if (value.isMissingNode()) {
            return null;
        }
        if (value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0) {
            return value.longValue();
        }
        try {
            if (value.isString() && value.stringValue().endsWith("Z")) {
                return Instant.parse(value.stringValue());
            }
        } catch (DateTimeException e) {
            // answered below, like anything else
        }
        throw new ProblemException(Problem.malformed(
                "upTo", "Give a leaf index, or a time in UTC as in ISO 8601, such as 2026-03-01T08:00:00.000Z."));
    }
}
