package org.messageledger.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.messageledger.asking.BadParameter;
import org.messageledger.asking.BadQuery;
import org.messageledger.asking.NothingKnown;
import org.messageledger.asking.ViewBehind;
import org.messageledger.fact.AlteredViewException;
import org.messageledger.fact.FactStorageException;
import org.messageledger.log.StorageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Maps whatever ends a request early. What it does not know is a bug: 500, logged, never a 4xx. */
@RestControllerAdvice
public final class ProblemHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> handle(ProblemException e) {
        return ProblemResponse.of(e.problem());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> handle(BadParameter e) {
        return ProblemResponse.of(new Problem(
                "bad-parameter", 400, "The question cannot be understood", e.advice(), e.parameter(), Map.of()));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> handle(BadQuery e) {
        return ProblemResponse.of(
                new Problem("bad-query", 400, "The query cannot be understood", e.advice(), "q", Map.of())
                        .with("column", e.column()));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> handle(NothingKnown e) {
        return ProblemResponse.of(Problem.of(
                        "unknown-message",
                        404,
                        "The message is not known",
                        "Nothing names this message as of the leaf in asOf; check the id, or ask again while asOf.behind is not 0.")
                .with("messageId", e.messageId())
                .with("asOf", e.asOf()));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> handle(ViewBehind e) {
        return ProblemResponse.of(Problem.of(
                        "view-behind",
                        503,
                        "The answers do not contain that leaf yet",
                        "Ask again, or without atLeast: contained names the newest leaf that answers have.")
                .with("contained", e.containedLeafIndex())
                .with("behind", e.behind())
                .retryAfter(Duration.ofSeconds(1)));
    }

    /** The ledger's own fault, and its log has said so; the caller learns where to look. */
    @ExceptionHandler
    ResponseEntity<Map<String, Object>> handle(AlteredViewException e, HttpServletResponse response) {
        if (response.isCommitted()) {
            throw e; // as below
        }
        return ProblemResponse.of(Problem.of(
                        "altered",
                        500,
                        "What is stored has been altered",
                        "Nothing was signed. Run fsck: it names everything that is not as it was written.")
                .with("leafIndex", e.leafIndex()));
    }

    @ExceptionHandler({StorageException.class, FactStorageException.class})
    ResponseEntity<Map<String, Object>> storage(RuntimeException e, HttpServletResponse response) {
        if (response.isCommitted()) {
            throw e; // as below
        }
        LOG.error("the storage does not answer", e);
        return ProblemResponse.of(
                Problem.of("storage", 503, "The storage does not answer", "Try again with the same idempotency key.")
                        .retryAfter(Duration.ofSeconds(5)));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> handle(HttpMediaTypeNotSupportedException e) {
        return ProblemResponse.of(
                Problem.of("media-type", 415, "The media type is not supported", "Send " + e.getSupportedMediaTypes()),
                e.getHeaders());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> handle(HttpRequestMethodNotSupportedException e) {
        return ProblemResponse.of(Problem.wrongMethod(), e.getHeaders());
    }

    /** A body that breaks off, or is not framed as its headers say. */
    @ExceptionHandler
    ResponseEntity<Map<String, Object>> handle(BadRequestException e) {
        LOG.debug("a body could not be read", e);
        return ProblemResponse.of(Problem.of(
                "request",
                400,
                "The request cannot be answered",
                "The body broke off; send the request again, whole."));
    }

    /** A query that cannot be decoded. */
    @ExceptionHandler
    ResponseEntity<Map<String, Object>> handle(InvalidParameterException e) {
        LOG.debug("a query could not be read", e);
        return ProblemResponse.of(Problem.malformed("query", "Encode the query in UTF-8, with percent signs."));
    }

    /** The client has gone; there is nobody to answer. */
    @ExceptionHandler
    void handle(AsyncRequestNotUsableException e) {
        LOG.debug("the client has gone", e);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> handle(Exception e, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        if (response.isCommitted()) {
            throw e; // cuts the answer off: one that ended as if it were whole would hide what is missing
        }
        if (e instanceof ErrorResponse error && error.getStatusCode().is4xxClientError()) {
            int status = error.getStatusCode().value();
            Problem problem = status == HttpStatus.NOT_FOUND.value()
                    ? Problem.nothingHere()
                    : Problem.of(
                            "request",
                            status,
                            "The request cannot be answered",
                            "See /v3/api-docs for what can be asked.");
            return ProblemResponse.of(problem, error.getHeaders());
        }
        LOG.error("unexpected: method={} path={}", request.getMethod(), request.getRequestURI(), e);
        return ProblemResponse.of(Problem.internal(500));
    }
}
