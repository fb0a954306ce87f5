package org.messageledger.problem;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as a caller sees it (RFC 9457).
 *
 * @param name the last part of {@code urn:message-ledger:problem:<name>}; stable
 * @param status HTTP status
 * @param title constant for the name
 * @param detail what the caller should do
 * @param field the offending field or parameter, as a path such as {@code sender.id}
 * @param members further members
 */
public record Problem(
        String name,
        int status,
        String title,
        String detail,
        @Nullable String field,
        Map<String, Object> members) {

    private static final String TYPE = "urn:message-ledger:problem:";

    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(String name, int status, String title, String detail) {
        return new Problem(name, status, title, detail, null, Map.of());
    }

    /** Input that cannot be understood. */
    public static Problem malformed(@Nullable String field, String detail) {
        return new Problem("malformed", 400, "The input cannot be understood", detail, field, Map.of());
    }

    public Problem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(name, status, title, detail, field, more);
    }

    /** The members in their order, ready to be written as JSON. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", TYPE + name);
        json.put("title", title);
        json.put("status", status);
        json.put("detail", detail);
        if (field != null) {
            json.put("field", field);
        }
        json.putAll(members);
        return json;
    }
}
