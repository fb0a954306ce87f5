package org.messageledger.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A command as it goes over the wire: one JSON object, its fields in the order in which they were given. */
final class CommandDraft {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, Object> fields = new LinkedHashMap<>();

    private CommandDraft() {}

    static CommandDraft command(String command) {
        return new CommandDraft().with("command", command);
    }

    CommandDraft with(String field, Object value) {
        fields.put(field, value);
        return this;
    }

    String json() {
        return JSON.writeValueAsString(fields);
    }

    /** An object of one to many fields, given as name, value, name, value. */
    static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    static Map<String, Object> actor(String id, String kind) {
        return object("id", id, "kind", kind);
    }

    static Map<String, Object> person(String id) {
        return object("person", id);
    }

    static Map<String, Object> pool(String id) {
        return object("pool", id);
    }

    static List<Map<String, Object>> toPool(String id) {
        return List.of(pool(id));
    }
}
