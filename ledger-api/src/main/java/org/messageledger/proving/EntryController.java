package org.messageledger.proving;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.messageledger.log.Entry;
import org.messageledger.log.Log;
import org.messageledger.problem.Problem;
import org.messageledger.problem.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Entries as they were hashed. */
@RestController
public final class EntryController {

    private final Log log;

    public EntryController(Log log) {
        this.log = log;
    }

    /** The exact bytes of one entry: SHA-256(0x00 ‖ these) is its leaf hash (RFC 6962 section 2.1). */
    @Operation(operationId = "entry", summary = "The exact bytes of one entry")
    @Parameter(in = ParameterIn.PATH, name = "leafIndex", example = "0", schema = @Schema(type = "integer"))
    @ApiResponse(
            responseCode = "200",
            description = "The bytes that were hashed",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object")))
    @GetMapping(path = "/api/v1/log/entries/{leafIndex}")
    ResponseEntity<byte[]> entry(@PathVariable String leafIndex) {
        if (!leafIndex.matches("\\d{1,18}")) {
            throw new ProblemException(Problem.malformed("leafIndex", "Name the leaf by its index: 0, 1, 2 …"));
        }
        List<Entry> entries = log.read(Long.parseLong(leafIndex), 1);
        if (entries.isEmpty()) {
            throw new ProblemException(Problem.of(
                            "not-found",
                            404,
                            "There is nothing here",
                            "The log does not hold this leaf yet; treeSize says what it holds.")
                    .with("treeSize", log.head().size()));
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(entries.get(0).bytes());
    }
}
