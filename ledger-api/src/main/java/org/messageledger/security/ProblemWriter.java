package org.messageledger.security;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.messageledger.problem.Problem;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems where no controller has been reached yet. */
final class ProblemWriter {

    private final JsonMapper mapper = new JsonMapper();

    void write(HttpServletResponse response, Problem problem) throws IOException {
        byte[] body = mapper.writeValueAsString(problem.toJson()).getBytes(StandardCharsets.UTF_8);
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
