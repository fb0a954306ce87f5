package org.messageledger.problem;

import java.time.Duration;
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

    private static final String RETRY_AFTER_SECONDS = "retryAfterSeconds";
    private static final String TYPE = "urn:message-ledger:problem:";

    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(String name, int status, String title, String detail) {
        return new Problem(name, status, title, detail, null, Map.of());
    }

    /** Input that cannot be understood. */
    public static Problem malformed(@Nullable String field, String detail) {
        return new Problem("malformed", 400, "The input cannot be understood", detail, field, Map.of());
    }

    /** A fault of ours; one that names itself temporary (503) asks for another try. */
    static Problem internal(int status) {
        Problem problem =
                of("internal", status, "The ledger failed", "This is a fault of the ledger; its log says more.");
        return status == 503 ? problem.retryAfter(Duration.ofSeconds(1)) : problem;
    }

    /** A path that nobody serves. */
    public static Problem nothingHere() {
        return of("not-found", 404, "There is nothing here", "See /v3/api-docs for what can be asked.");
    }

    /** A path that is served, but not to this method; the answer's {@code Allow} names those it takes. */
    public static Problem wrongMethod() {
        return of("method", 405, "The method is not allowed here", "Use one of the methods in Allow.");
    }

    /** A refusal that will pass: every answer with it says {@code Retry-After}, rounded up, at least 1 second. */
    public Problem retryAfter(Duration time) {
        return with(RETRY_AFTER_SECONDS, Math.max(1, (time.toMillis() + 999) / 1000));
    }

    /** The value of {@code Retry-After}; null for a refusal that will not pass by itself. */
    public @Nullable String retryAfter() {
        Object seconds = members.get(RETRY_AFTER_SECONDS);
        return seconds == null ? null : seconds.toString();
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
