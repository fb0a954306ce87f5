package org.messageledger.asking;

import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.messageledger.access.AccessKind;
import org.messageledger.fact.Outcome;
import org.messageledger.party.Irregularity;
import org.messageledger.problem.Problem;
import org.messageledger.problem.ProblemException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The form of what is to be exported. It is read as {@link Parameters}, so that a question means the same, and is refused for
 * the same reasons, here and in a query.
 */
public record ExportBody(
        @Schema(description = "Of this message, the trail. One of the first seven fields is due.") @Nullable
        String message,

        @Schema(description = "Of this thread, the trail.") @Nullable
        String thread,

        @Schema(description = "Of this person, what it touched.") @Nullable
        String person,

        @Schema(description = "Of this patient, the accesses.") @Nullable
        String patient,

        @Schema(description = "Of this patient, the disclosures.") @Nullable
        String disclosuresOf,

        @Schema(description = "Of this pool, the activity.") @Nullable
        String pool,

        @Schema(description = "What holds this query of the search language; then without from, to, time and filters.")
        @Nullable
        String q,

        @Schema(description = "Of q only: the field that orders the rows, leafIndex unless it is given.") @Nullable
        String sort,

        @Schema(description = "Of a person only; as in the list.") @Nullable
        String as,

        @Schema(format = "date-time") @Nullable String from,

        @Schema(format = "date-time") @Nullable String to,

        @Schema(allowableValues = {"occurred", "recorded"}) @Nullable
        String time,

        @Schema(
                description = "A leaf index or a time",
                oneOf = {Long.class, String.class})
        @Nullable
        Object asOf,

        @Schema(description = "The view must have this leaf.") @Nullable
        Long atLeast,

        @Schema(allowableValues = {"asc", "desc"}) @Nullable String order,

        @Nullable List<String> event,
        @Nullable List<AccessKind> kind,
        @Nullable List<String> actor,
        @Nullable List<Outcome> outcome,
        @Nullable List<Irregularity> irregularity,

        @Schema(
                allowableValues = {"csv", "ndjson", "pdf"},
                defaultValue = "csv")
        @Nullable
        String format,

        @Schema(
                description = "Whether each row is compared with its entry, and the manifest signed",
                defaultValue = "true")
        @Nullable
        Boolean signed) {

    /** More than the longest query takes, however much of it is escaped. */
    static final int BYTES_MAX = 128 * 1024;

    private static final Set<String> FIELDS = Arrays.stream(ExportBody.class.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toUnmodifiableSet());

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @throws ProblemException 400 when it is no JSON object; else as {@link Parameters} */
    static Parameters read(byte[] bytes) {
        Map<String, String[]> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : object(bytes).properties()) {
            values.put(field.getKey(), texts(field.getKey(), field.getValue()));
        }
        return new Parameters(values, FIELDS);
    }

    private static ObjectNode object(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (JSON.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (CharacterCodingException | JacksonException e) {
            throw malformed();
        }
        throw malformed();
    }

    private static ProblemException malformed() {
        return new ProblemException(Problem.malformed(
                null,
                "Send one JSON object in UTF-8, such as {\"message\": \"portal:12345\"}; no key may stand twice."));
    }

    private static String[] texts(String name, JsonNode value) {
        if (!FIELDS.contains(name)) {
            return new String[] {"unknown"}; // and is refused as such, whatever it holds
        }
        if (!value.isArray()) {
            return new String[] {text(name, value)};
        }
        return value.valueStream().map(one -> text(name, one)).toArray(String[]::new);
    }

    private static String text(String name, JsonNode value) {
        boolean flag = name.equals("signed");
        if (flag ? !value.isBoolean() : !value.isString() && !value.isIntegralNumber()) {
            throw new BadParameter(
                    name, flag ? "Give true or false." : "Give a text, a whole number, or a list of these.");
        }
        String text = value.asString();
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new BadParameter(name, "Give text that can be written in UTF-8: half a character cannot.");
        }
        return text;
    }
}
