package org.messageledger.replaying;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.messageledger.log.Log;
import org.messageledger.problem.Problem;
import org.messageledger.problem.ProblemException;
import org.messageledger.replay.Replay;
import org.messageledger.replay.ReplayOrder;
import org.messageledger.replay.Replays;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Replays, for auditors. The process that has begun one knows it, and no other. */
@RestController
public final class ReplayController {

    private static final String PATH = "/api/v1/replays";
    private static final String PROBLEM = "#/components/schemas/Problem";

    private final Replays replays;
    private final Log log;

    public ReplayController(Replays replays, Log log) {
        this.replays = replays;
        this.log = log;
    }

    /** Begins to rebuild the view from the log, beside the live one, and to compare the two. */
    @Operation(
            operationId = "replay",
            summary = "The view is rebuilt from the log and compared",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ReplayBody.class),
                                            examples = @ExampleObject(ReplayExamples.ORDER))))
    @ApiResponse(
            responseCode = "202",
            description = "It has begun; Location tells how far it is",
            headers = @Header(name = "Location", schema = @Schema(type = "string")),
            content =
                    @Content(
                            schema = @Schema(implementation = ReplayItem.class),
                            examples = @ExampleObject(ReplayExamples.BEGUN)))
    @ApiResponse(
            responseCode = "409",
            description = "Another is under way, here or in another process",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(ref = PROBLEM)))
    @PostMapping(
            path = PATH,
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = {MediaType.APPLICATION_JSON_VALUE, Problem.MEDIA_TYPE})
    ResponseEntity<ReplayItem> begin(HttpServletRequest request) throws IOException {
        refuseQuery(request);
        byte[] body = request.getInputStream().readNBytes(ReplayBody.BYTES_MAX + 1);
        if (body.length > ReplayBody.BYTES_MAX) {
            throw new ProblemException(Problem.of(
                    "too-large", 413, "The command is too large", "Send at most " + ReplayBody.BYTES_MAX + " bytes."));
        }
        Replay replay = replays.begin(order(ReplayBody.read(body)))
                .orElseThrow(
                        () -> new ProblemException(
                                Problem.of(
                                        "replay-under-way",
                                        409,
                                        "Another replay is under way",
                                        "Wait until it is over, or cancel it: one runs at a time over all processes, checks included.")));
        return ResponseEntity.accepted()
                .location(URI.create(PATH + "/" + replay.id()))
                .body(ReplayItem.of(replay, log));
    }

    private ReplayOrder order(ReplayBody body) {
        long size = log.headNow().size();
        if (body.upTo() instanceof Long leafIndex) {
            if (leafIndex >= size) {
                throw new ProblemException(
                        Problem.malformed("upTo", "Name a leaf that the log holds; treeSize says how many those are.")
                                .with("treeSize", size));
            }
            size = leafIndex + 1;
        } else if (body.upTo() instanceof Instant time) {
            size = log.sizeBefore(time);
        }
        return new ReplayOrder(size, Boolean.TRUE.equals(body.swap()), Boolean.TRUE.equals(body.repair()));
    }

    /** How far it is, at last with its report. */
    @Operation(operationId = "replayStatus", summary = "How far a replay is, and what it came to")
    @Parameter(in = ParameterIn.PATH, name = "id", schema = @Schema(type = "string", format = "uuid"))
    @ApiResponse(
            responseCode = "200",
            description = "Its state; its report, once it is there",
            content =
                    @Content(
                            schema = @Schema(implementation = ReplayItem.class),
                            examples = @ExampleObject(ReplayExamples.DONE)))
    @ApiResponse(
            responseCode = "404",
            description = "This process has begun no such replay",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(ref = PROBLEM)))
    @GetMapping(
            path = PATH + "/{id}",
            produces = {MediaType.APPLICATION_JSON_VALUE, Problem.MEDIA_TYPE})
    ReplayItem status(@PathVariable String id, HttpServletRequest request) {
        refuseQuery(request);
        return ReplayItem.of(replay(id), log);
    }

    /** Ends it, soon. One that has its report is left as it is. */
    @Operation(operationId = "cancelReplay", summary = "A replay is cancelled")
    @Parameter(
            in = ParameterIn.PATH,
            name = "id",
            example = "0b4a9d3e-5a0c-4f9e-9d59-2b8f0f6f7a11",
            schema = @Schema(type = "string", format = "uuid"))
    @ApiResponse(responseCode = "204", description = "It ends; the live view stays as it is", content = @Content)
    @ApiResponse(
            responseCode = "404",
            description = "This process has begun no such replay",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(ref = PROBLEM)))
    @DeleteMapping(PATH + "/{id}")
    ResponseEntity<Void> cancel(@PathVariable String id, HttpServletRequest request) {
        refuseQuery(request);
        replay(id).cancel();
        return ResponseEntity.noContent().build();
    }

    private Replay replay(String id) {
        try {
            return replays.find(UUID.fromString(id)).orElseThrow(ReplayController::unknown);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.of(
                "not-found",
                404,
                "There is nothing here",
                "Ask the process that began the replay, and before it ends: nobody else knows of it."));
    }

    private static void refuseQuery(HttpServletRequest request) {
        if (request.getQueryString() != null) {
            throw new ProblemException(Problem.malformed("query", "Leave the query out: this has no parameters."));
        }
    }
}
