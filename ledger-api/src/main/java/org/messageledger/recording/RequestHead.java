package org.messageledger.recording;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messageledger.problem.Problem;
import org.messageledger.problem.ProblemException;
import org.springframework.util.MimeTypeUtils;
import org.springframework.util.StringUtils;

/** What stands beside a body that records: what is not understood there is refused, as it is within the body. */
final class RequestHead {

    static final String PROOF = "return=proof";
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private RequestHead() {}

    /**
     * Recording takes no query parameters, and bodies are JSON in UTF-8, as they are.
     *
     * @throws ProblemException 400 for a query or a second content type, 415 for another charset and for compressed bodies
     */
    static void check(HttpServletRequest request) {
        refuseQuery(request.getQueryString());
        refuseSecondContentType(request);
        checkEncoding(request);
    }

    /**
     * The key, if there is one.
     *
     * @throws ProblemException 400 for one that is malformed, and for a second one: which would count?
     */
    static @Nullable String idempotencyKey(HttpServletRequest request) {
        List<String> keys = Collections.list(request.getHeaders(IDEMPOTENCY_KEY));
        if (keys.size() > 1) {
            throw malformed("idempotencyKey", "Send one Idempotency-Key.");
        }
        return keys.isEmpty() ? null : CommandReader.idempotencyKey(keys.get(0));
    }

    /** Whether the caller wants a proof with the receipt (RFC 7240): what else it prefers is of no concern here. */
    static boolean prefersProof(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Prefer")).stream()
                .flatMap(preferences -> Arrays.stream(StringUtils.tokenizeToStringArray(preferences, ",;")))
                .anyMatch(preference -> preference.replace(" ", "").equalsIgnoreCase(PROOF));
    }

    /** @throws ProblemException 400 for a key of a request whose lines have keys of their own */
    static void refuseIdempotencyKey(HttpServletRequest request) {
        if (request.getHeader(IDEMPOTENCY_KEY) != null) {
            throw malformed("idempotencyKey", "Give each line a key of its own, in its field idempotencyKey.");
        }
    }

    /** Names as they were sent: a query that cannot be decoded is refused like any other. */
    private static void refuseQuery(@Nullable String query) {
        if (query == null || query.isEmpty()) {
            return;
        }
        List<String> names = new ArrayList<>();
        for (String parameter : Arrays.asList(StringUtils.tokenizeToStringArray(query, "&"))) {
            int end = parameter.indexOf('=');
            names.add(end < 0 ? parameter : parameter.substring(0, end));
        }
        throw new ProblemException(Problem.of(
                        "bad-parameter",
                        400,
                        "The request cannot be understood",
                        "Leave the query out: recording takes no parameters, only fields of the body.")
                .with("parameters", names));
    }

    private static void refuseSecondContentType(HttpServletRequest request) {
        if (Collections.list(request.getHeaders("Content-Type")).size() > 1) {
            throw malformed("Content-Type", "Send one Content-Type.");
        }
    }

    /** Looks at what the client wrote: the container's own idea of the encoding is overridden by a default. */
    private static void checkEncoding(HttpServletRequest request) {
        String contentType = request.getContentType();
        String charset = contentType == null
                ? null
                : MimeTypeUtils.parseMimeType(contentType).getParameter("charset");
        if (charset != null && !charset.replace("\"", "").equalsIgnoreCase(StandardCharsets.UTF_8.name())) {
            throw unsupported("Send JSON in UTF-8, without another charset.");
        }
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw unsupported("Send the body as it is, without a Content-Encoding.");
        }
    }

    private static ProblemException malformed(String field, String detail) {
        return new ProblemException(Problem.malformed(field, detail));
    }

    private static ProblemException unsupported(String detail) {
        return new ProblemException(Problem.of("media-type", 415, "The media type is not supported", detail));
    }
}
