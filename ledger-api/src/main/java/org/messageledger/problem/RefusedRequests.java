package org.messageledger.problem;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
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
        Problem problem = status >= 500
                ? Problem.of(
                        "internal", status, "The ledger failed", "This is a fault of the ledger; its log says more.")
                : Problem.of(
                        status == 404 ? "not-found" : "request",
                        status,
                        status == 404 ? "There is nothing here" : "The request cannot be answered",
                        "Correct the path and the headers; /v3/api-docs says what can be asked.");
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem.toJson());
    }
}
