package org.messageledger.problem;

import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Problems as answers: never cached, and with the time after which another try makes sense. */
public final class ProblemResponse {

    private ProblemResponse() {}

    public static ResponseEntity<Map<String, Object>> of(Problem problem) {
        return of(problem, HttpHeaders.EMPTY);
    }

    /** With further headers. */
    public static ResponseEntity<Map<String, Object>> of(Problem problem, HttpHeaders headers) {
        ResponseEntity.BodyBuilder response = ResponseEntity.status(problem.status())
                .headers(headers)
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.retryAfter() != null) {
            response.header(HttpHeaders.RETRY_AFTER, problem.retryAfter());
        }
        return response.body(problem.toJson());
    }
}
