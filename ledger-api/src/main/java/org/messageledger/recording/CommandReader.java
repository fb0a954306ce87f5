package org.messageledger.recording;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.messageledger.access.ListMessages;
import org.messageledger.access.ReadMessage;
import org.messageledger.message.DiscloseMessage;
import org.messageledger.message.ReportSuspicion;
import org.messageledger.message.ResolveMessage;
import org.messageledger.message.RetractMessage;
import org.messageledger.message.RouteMessage;
import org.messageledger.message.SendMessage;
import org.messageledger.party.Mode;
import org.messageledger.problem.Problem;
import org.messageledger.problem.ProblemException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes commands of JSON objects. */
final class CommandReader {

    static final int IDEMPOTENCY_KEY_CHARACTERS_MAX = 200;

    private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

    static {
        for (Class<?> command : new Class<?>[] {
            SendMessage.class,
            ReadMessage.class,
            ListMessages.class,
            RouteMessage.class,
            ResolveMessage.class,
            RetractMessage.class,
            ReportSuspicion.class,
            DiscloseMessage.class
        }) {
            COMMANDS.put(command.getSimpleName(), command);
        }
    }

    private static final Map<Class<?>, Set<String>> NAMES = COMMANDS.values().stream()
            .collect(Collectors.toMap(command -> command, command -> Arrays.stream(command.getRecordComponents())
                    .map(RecordComponent::getName)
                    .collect(Collectors.toSet())));

    private final Function<String, Mode> defaultMode;

    /** Takes the {@code defaultMode} of an emitter. */
    CommandReader(Function<String, Mode> defaultMode) {
        this.defaultMode = defaultMode;
    }

    /**
     * A command with what its repetition is compared by.
     *
     * @param content the input in canonical form, before defaults
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    record Read(Object command, @Nullable String idempotencyKey, byte[] content) {}

    /** A body of one command of a path of its own; {@code messageId} is the path's id, which the body must not repeat. */
    Read body(Class<?> command, @Nullable String messageId, byte[] body, String emitter) {
        ObjectNode fields = StrictJson.object(body);
        if (messageId != null) {
            if (fields.has("messageId")) {
                throw new ProblemException(
                        Problem.malformed("messageId", "The path names the message; leave the field out of the body."));
            }
            fields.put("messageId", messageId);
        }
        return read(command, fields, null, emitter);
    }

    /** A line of bulk: the command's name, perhaps its key, and its fields. */
    Read line(byte[] line, String emitter) {
        ObjectNode fields = StrictJson.object(line);
        JsonNode name = fields.remove("command");
        Class<?> command = name == null || !name.isString() ? null : COMMANDS.get(name.stringValue());
        if (command == null) {
            throw new ProblemException(
                    Problem.malformed("command", "Name one of " + String.join(", ", COMMANDS.keySet()) + "."));
        }
        JsonNode key = fields.remove("idempotencyKey");
        if (key != null && !key.isString()) {
            throw new ProblemException(Problem.malformed("idempotencyKey", "Send a string."));
        }
        return read(command, fields, key == null ? null : key.stringValue(), emitter);
    }

    private Read read(Class<?> command, ObjectNode fields, @Nullable String key, String emitter) {
        String checkedKey = key == null ? null : idempotencyKey(key);
        byte[] content =
                (command.getSimpleName() + "\n" + StrictJson.canonical(fields)).getBytes(StandardCharsets.UTF_8);
        if (!fields.has("mode")) {
            fields.put("mode", defaultMode.apply(emitter).name());
        }
        if (command == SendMessage.class && !fields.has("urgent")) {
            fields.put("urgent", false);
        }
        for (String field : fields.propertyNames()) {
            // Before what is missing: a misspelt field is both, and its name is what helps.
            if (!Objects.requireNonNull(NAMES.get(command)).contains(field)) {
                throw new ProblemException(Problem.malformed(field, JsonProblems.NO_SUCH_FIELD));
            }
        }
        try {
            return new Read(StrictJson.MAPPER.treeToValue(fields, command), checkedKey, content);
        } catch (JacksonException e) {
            throw new ProblemException(JsonProblems.of(e, fields));
        }
    }

    /** At most 200 visible ASCII characters. */
    static String idempotencyKey(String key) {
        boolean visible = key.chars().allMatch(c -> c > 0x20 && c < 0x7f);
        if (key.isEmpty() || key.length() > IDEMPOTENCY_KEY_CHARACTERS_MAX || !visible) {
            throw new ProblemException(Problem.malformed(
                    "idempotencyKey", "Send 1 to 200 visible ASCII characters, without spaces, as the key."));
        }
        return key;
    }
}
