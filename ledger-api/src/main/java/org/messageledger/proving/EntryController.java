package org.messageledger.proving;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.messageledger.checkpoint.LeafProofs;
import org.messageledger.log.Entry;
import org.messageledger.log.Log;
import org.messageledger.message.LedgerEvent;
import org.messageledger.problem.Problem;
import org.messageledger.problem.ProblemException;
import org.messageledger.wire.EntryReader;
import org.messageledger.wire.UnreadableEntryException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Entries as they were hashed. */
@RestController
public final class EntryController {

    private static final Pattern LEAF_INDEX = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final String AUDITOR = "AUDITOR";

    /** A checkpoint that covers a durable leaf is signed within a second or so, if the storage answers. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final EntryReader reader = new EntryReader();
    private final Log log;
    private final LeafProofs proofs;

    public EntryController(Log log, LeafProofs proofs) {
        this.log = log;
        this.proofs = proofs;
    }

    /**
     * The exact bytes of one entry: SHA-256(0x00 ‖ these) is its leaf hash (RFC 6962 section 2.1). For auditors; for
     * others who may ask, those that answers are made of.
     */
    @Operation(operationId = "entry", summary = "The exact bytes of one entry")
    @Parameter(in = ParameterIn.PATH, name = "leafIndex", example = "0", schema = @Schema(type = "integer"))
    @ApiResponse(
            responseCode = "200",
            description = "The bytes that were hashed",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object")))
    @GetMapping(path = "/api/v1/log/entries/{leafIndex}")
    ResponseEntity<byte[]> entry(@PathVariable String leafIndex, HttpServletRequest request) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(allowed(leafIndex, request));
    }

    /**
     * That the entry is in a tree which the log has signed, to be checked without the ledger (c2sp.org/tlog-proof). For who
     * may have the entry.
     */
    @Operation(operationId = "entryProof", summary = "A proof of one entry, to be checked offline")
    @Parameter(in = ParameterIn.PATH, name = "leafIndex", example = "0", schema = @Schema(type = "integer"))
    @ApiResponse(
            responseCode = "200",
            description = "A .tlog-proof: index, inclusion proof, signed checkpoint",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_PLAIN_VALUE,
                            schema = @Schema(type = "string", example = ProvingExamples.PROOF)))
    @GetMapping(path = "/api/v1/log/entries/{leafIndex}/proof", produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<byte[]> proof(@PathVariable String leafIndex, HttpServletRequest request)
            throws InterruptedException {
        byte[] unused = allowed(leafIndex, request);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, TileController.TEXT)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(proofs.of(Long.parseLong(leafIndex), PATIENCE)
                        .orElseThrow(TileController::nothingPublished)
                        .toBytes());
    }

    private byte[] allowed(String leafIndex, HttpServletRequest request) {
        if (!LEAF_INDEX.matcher(leafIndex).matches()) {
            throw new ProblemException(Problem.malformed("leafIndex", "Name the leaf by its index: 0, 1, 2 …"));
        }
        Query.refuse(request);
        List<Entry> entries = log.read(Long.parseLong(leafIndex), 1);
        if (entries.isEmpty()) {
            throw new ProblemException(Problem.of(
                            "not-found",
                            404,
                            "There is nothing here",
                            "The log does not hold this leaf yet; treeSize says what it holds.")
                    .with("treeSize", log.head().size()));
        }
        byte[] entry = entries.get(0).bytes();
        if (!request.isUserInRole(AUDITOR) && !isInAnswers(entry)) {
            throw new ProblemException(Problem.of(
                    "forbidden", 403, "This needs another role", "Ask an auditor: no answer contains this leaf."));
        }
        return entry;
    }

    /** Answers have every event about messages, and none of the ledger's own. */
    private boolean isInAnswers(byte[] entry) {
        try {
            return reader.read(entry).payload() instanceof LedgerEvent;
        } catch (UnreadableEntryException e) {
            return false; // nor can the view take it
        }
    }
}
