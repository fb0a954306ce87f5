package org.messageledger.asking;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.messageledger.asking.BodyParameters.JsonType;
import org.messageledger.fact.Condition;
import org.messageledger.log.Log;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Live tails: facts as they come, from any leaf on. */
@Tag(name = "Asking")
@RestController
public final class LiveController {

    private static final String PATH = "/api/v1/live";
    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final String DESCRIPTION =
            "Server-sent events, one a fact in the order of leaves; the event's id is the leaf index. Whoever connects again "
                    + "with Last-Event-ID, to whichever process, goes on behind it: nothing is lost, nothing comes twice. "
                    + "Whether a fact holds a query is decided by what was known when it was recorded, so that every "
                    + "connection gets the same. An id without data says how far the tail has looked. Nothing comes that is "
                    + "not durable. The last event is named end and says why: a client that takes nothing of what waits for "
                    + "it for 30 s (ledger.live.patience) is cut off, with this event if it can still be written; a tail "
                    + "ends when the process stops, the view is replaced, the storage does not answer, or after an hour.";

    private final Tails tails;
    private final Log log;

    public LiveController(Tails tails, Log log) {
        this.tails = tails;
        this.log = log;
    }

    @Operation(operationId = "live", summary = "Every fact as it comes", description = DESCRIPTION)
    @Parameter(
            in = ParameterIn.QUERY,
            name = "from",
            description = "The first leaf; without it, what comes from now on. Last-Event-ID overrides it.",
            example = "0",
            schema = @Schema(type = "integer", format = "int64", minimum = "0"))
    @Parameter(
            in = ParameterIn.HEADER,
            name = LAST_EVENT_ID,
            description = "The last id that the client has seen.",
            schema = @Schema(type = "integer", format = "int64", minimum = "0"))
    @LiveAnswer
    @GetMapping(path = PATH, produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void all(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Parameters parameters = new Parameters(request, Set.of("from"));
        open(request, response, parameters, Condition.EVERYTHING);
    }

    @Operation(
            operationId = "liveSearch",
            summary = "The facts of a query as they come",
            description = DESCRIPTION,
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = LiveBody.class),
                                            examples = @ExampleObject(Examples.LIVE))))
    @Parameter(
            in = ParameterIn.HEADER,
            name = LAST_EVENT_ID,
            description = "The last id that the client has seen.",
            schema = @Schema(type = "integer", format = "int64", minimum = "0"))
    @LiveAnswer
    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void some(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Parameters parameters = BodyParameters.read(request, Map.of("q", JsonType.TEXT, "from", JsonType.NUMBER));
        open(request, response, parameters, SearchParameters.query(parameters));
    }

    private void open(
            HttpServletRequest request, HttpServletResponse response, Parameters parameters, Condition condition)
            throws IOException {
        Long from = from(request, parameters);
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE + ";charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        if (!request.getMethod().equals("HEAD")) {
            tails.open(request, response, condition, from);
        }
    }

    private @Nullable Long from(HttpServletRequest request, Parameters parameters) {
        String last = request.getHeader(LAST_EVENT_ID);
        Long from = last == null
                ? parameters.leafIndex("from")
                : Long.valueOf(Parameters.leafIndex(LAST_EVENT_ID, last) + 1);
        long size = from == null ? 0 : log.headNow().size();
        if (from != null && from > size) {
            throw new BadParameter(
                    last == null ? "from" : LAST_EVENT_ID,
                    "The log has " + size + " leaves, from 0 on: name one of them, or the next.");
        }
        return from;
    }
}
