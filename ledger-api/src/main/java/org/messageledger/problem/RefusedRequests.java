package org.messageledger.problem;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Requests that ended before any endpoint was found: a path that the firewall refuses, a body that breaks off. Takes the
 * place of Spring's page for errors.
 */
@Hidden
@RestController
public final class RefusedRequests implements ErrorController {

    @RequestMapping("${server.error.path:${error.path:/error}}")
    @Nullable
    ResponseEntity<Map<String, Object>> refused(HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            return null; // a bulk answer is under way: the container includes us, and must not get a page into it
        }
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        return ProblemResponse.of(problem(status));
    }

    private static Problem problem(int status) {
        if (status >= 500) {
            return Problem.internal(status);
        }
        return status == 404
                ? Problem.nothingHere()
                : Problem.of(
                        "request",
                        status,
                        "The request cannot be answered",
                        "Correct the path and the headers; /v3/api-docs says what can be asked.");
    }
}
