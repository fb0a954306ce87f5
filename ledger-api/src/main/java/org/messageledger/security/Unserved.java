package org.messageledger.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.messageledger.problem.Problem;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Answers who has signed in and is denied. Everything that no rule names is denied, so this asks the endpoints whether
 * the role is what is missing, or the path or the method.
 */
final class Unserved implements AccessDeniedHandler {

    private static final Problem FORBIDDEN =
            Problem.of("forbidden", 403, "This needs another role", "Sign in as a user who has the role.");

    private final ProblemWriter problems;
    private final ObjectProvider<RequestMappingInfoHandlerMapping> endpoints;

    /** The endpoints are asked for at the first denial: they are made after the rules. */
    Unserved(ProblemWriter problems, ObjectProvider<RequestMappingInfoHandlerMapping> endpoints) {
        this.problems = problems;
        this.endpoints = endpoints;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        ServletRequestPathUtils.parseAndCache(request);
        Problem problem = Problem.nothingHere();
        for (RequestMappingInfoHandlerMapping mapping : endpoints) {
            try {
                if (mapping.getHandler(request) != null) {
                    problem = FORBIDDEN;
                    break;
                }
            } catch (HttpRequestMethodNotSupportedException e) {
                response.setHeader(HttpHeaders.ALLOW, e.getHeaders().getFirst(HttpHeaders.ALLOW));
                problem = Problem.wrongMethod();
                break;
            } catch (Exception e) {
                problem =
                        FORBIDDEN; // an endpoint would refuse the request's form: that is not for this caller to learn
                break;
            }
        }
        problems.write(response, problem);
    }
}
