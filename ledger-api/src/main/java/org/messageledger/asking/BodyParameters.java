package org.messageledger.asking;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.messageledger.problem.Problem;
import org.messageledger.problem.ProblemException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Parameters that stand in a request's body, one flat JSON object, because they can hold personal data and a URL is kept by
 * whoever sees it.
 */
final class BodyParameters {

    /** More than the longest query takes, however much of it is escaped. */
    static final int BYTES_MAX = 128 * 1024;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** What a parameter's value is in JSON. */
    enum JsonType {
        TEXT("Send a string."),
        NUMBER("Send a whole number."),
        TEXT_OR_NUMBER("Send a string, or a whole number."),
        TEXTS("Send an array of strings.");

        private final String advice;

        JsonType(String advice) {
            this.advice = advice;
        }

        private boolean takes(JsonNode value) {
            return switch (this) {
                case TEXT -> value.isString();
                case NUMBER -> value.isIntegralNumber();
                case TEXT_OR_NUMBER -> value.isString() || value.isIntegralNumber();
                case TEXTS -> value.isArray() && value.valueStream().allMatch(JsonNode::isString);
            };
        }
    }

    private BodyParameters() {}

    /** @throws BadParameter for anything that is not known, not of its type or not once there */
    static Parameters read(HttpServletRequest request, Map<String, JsonType> known) throws IOException {
        if (request.getQueryString() != null) {
            throw new BadParameter("query", "Leave the query of the URL out: all parameters stand in the body.");
        }
        byte[] bytes = request.getInputStream().readNBytes(BYTES_MAX + 1);
        if (bytes.length > BYTES_MAX) {
            throw new ProblemException(
                    Problem.of("too-large", 413, "The question is too large", "Send at most " + BYTES_MAX + " bytes."));
        }
        Map<String, String[]> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : object(bytes).properties()) {
            JsonType type = known.get(field.getKey());
            JsonNode value = field.getValue();
            if (type != null && !type.takes(value)) {
                throw new BadParameter(field.getKey(), type.advice);
            }
            values.put(
                    field.getKey(),
                    type == null ? new String[0] : texts(value)); // Parameters refuses what is not known
        }
        return new Parameters(values, known.keySet());
    }

    private static String[] texts(JsonNode value) {
        return value.isArray()
                ? value.valueStream().map(JsonNode::asString).toArray(String[]::new)
                : new String[] {value.asString()};
    }

    private static ObjectNode object(byte[] bytes) {
        try {
            if (JSON.readTree(bytes) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw noObject();
        }
        throw noObject();
    }

    private static BadParameter noObject() {
        return new BadParameter(
                "body",
                "Send one JSON object in UTF-8, such as {\"q\": \"actor:clinician:4\"}; no key may stand twice.");
    }
}
