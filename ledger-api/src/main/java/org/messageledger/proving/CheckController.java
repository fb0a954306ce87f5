package org.messageledger.proving;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.messageledger.problem.Problem;
import org.messageledger.problem.ProblemException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Checks of the whole ledger while it is used, for auditors. */
@RestController
public final class CheckController {

    private static final String CHECKS = "/api/v1/checks";
    private static final String ID = "0b6f4f0e-6f5c-4a58-9d4e-5f0d7c1d3c11";

    private final Jobs<CheckReport> jobs;
    private final LedgerCheck check;

    public CheckController(Jobs<CheckReport> jobs, LedgerCheck check) {
        this.jobs = jobs;
        this.check = check;
    }

    @Operation(
            operationId = "startCheck",
            summary = "Check everything that is stored",
            description =
                    "Every row of entries, tiles, head, batches, wrapped keys and checkpoints against the entries and"
                            + " against what was acknowledged and signed, then facts and postings against what follows from the"
                            + " entries. One at a time; gives way to commands.")
    @ApiResponse(
            responseCode = "202",
            description = "It has begun",
            headers = @Header(name = "Location", description = "Ask there", schema = @Schema(type = "string")),
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject(ProvingExamples.CHECK_RUNNING)))
    @ApiResponse(
            responseCode = "409",
            description = "One is running",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(ref = "#/components/schemas/Problem"),
                            examples = @ExampleObject(Jobs.RUNNING_EXAMPLE)))
    @PostMapping(path = CHECKS, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<JobItem<CheckReport>> start(HttpServletRequest request) {
        Query.refuse(request);
        if (request.getContentLengthLong() > 0) {
            throw new ProblemException(Problem.malformed("body", "Leave the body out: this has no parameters."));
        }
        Job<CheckReport> job = jobs.start(check::run);
        return ResponseEntity.accepted()
                .location(URI.create(CHECKS + "/" + job.id()))
                .body(job.item());
    }

    @Operation(operationId = "check", summary = "How far a check is, and what it has found")
    @ApiResponse(
            responseCode = "200",
            description = "Its state; once it is done, the result",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject(ProvingExamples.CHECK_DONE)))
    @GetMapping(path = CHECKS + "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    JobItem<CheckReport> ask(@Parameter(example = ID) @PathVariable String id, HttpServletRequest request) {
        Query.refuse(request);
        return jobs.get(id).item();
    }

    @Operation(
            operationId = "cancelCheck",
            summary = "Cancel a check",
            description = "It ends within a second or so. One that has ended stays as it is.")
    @ApiResponse(
            responseCode = "200",
            description = "Its state",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject(ProvingExamples.CHECK_RUNNING)))
    @DeleteMapping(path = CHECKS + "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    JobItem<CheckReport> cancel(@Parameter(example = ID) @PathVariable String id, HttpServletRequest request) {
        Query.refuse(request);
        Job<CheckReport> job = jobs.get(id);
        job.cancel();
        return job.item();
    }
}
