package org.messageledger.problem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** What the container refuses before Spring sees it, such as a request line that cannot be read: a problem, not a page. */
public final class RefusedByContainer extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedByContainer.class);
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    protected void report(Request request, Response response, Throwable throwable) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        Problem problem = status >= 500
                ? Problem.internal(status)
                : Problem.of(
                        "request",
                        status,
                        "The request cannot be answered",
                        "Correct the request line and the headers; /v3/api-docs says what can be asked.");
        try {
            response.setContentType(Problem.MEDIA_TYPE);
            response.setHeader("Cache-Control", "no-store");
            if (problem.retryAfter() != null) {
                response.setHeader("Retry-After", problem.retryAfter());
            }
            byte[] body = JSON.writeValueAsString(problem.toJson()).getBytes(StandardCharsets.UTF_8);
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException e) {
            LOG.debug("the client has gone", e);
        }
    }
}
