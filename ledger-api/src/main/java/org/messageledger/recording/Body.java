package org.messageledger.recording;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.messageledger.problem.Problem;
import org.messageledger.problem.ProblemException;
import org.springframework.util.MimeTypeUtils;

/** The body of a request for one command, up to a bound. */
final class Body {

    /** The largest legal command takes less, however much of it is escaped. */
    static final int BYTES_MAX = 256 * 1024;

    private Body() {}

    static byte[] read(HttpServletRequest request) throws IOException {
        checkEncoding(request);
        byte[] body = request.getInputStream().readNBytes(BYTES_MAX + 1);
        if (body.length > BYTES_MAX) {
            throw new ProblemException(tooLarge());
        }
        return body;
    }

    /**
     * Looks at what the client wrote: the container's own idea of the encoding is overridden by a default.
     *
     * @throws ProblemException 415 for any charset but UTF-8 and for compressed bodies
     */
    static void checkEncoding(HttpServletRequest request) {
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

    private static ProblemException unsupported(String detail) {
        return new ProblemException(Problem.of("media-type", 415, "The media type is not supported", detail));
    }

    static Problem tooLarge() {
        return Problem.of(
                "too-large",
                413,
                "The command is too large",
                "Send at most " + BYTES_MAX + " bytes; larger content stays with the emitter, named by contentRef.");
    }
}
