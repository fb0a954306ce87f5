package org.messageledger.recording;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.messageledger.problem.Problem;
import org.messageledger.problem.ProblemException;

/** The body of a request for one command, up to a bound. */
final class Body {

    /** The largest legal command takes less, however much of it is escaped. */
    static final int BYTES_MAX = 256 * 1024;

    private Body() {}

    static byte[] read(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(BYTES_MAX + 1);
        if (body.length > BYTES_MAX) {
            throw new ProblemException(tooLarge());
        }
        return body;
    }

    static Problem tooLarge() {
        return Problem.of(
                "too-large",
                413,
                "The command is too large",
                "Send at most " + BYTES_MAX + " bytes; larger content stays with the emitter, named by contentRef.");
    }
}
