package org.messageledger.proving;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.messageledger.checkpoint.CheckpointPublisher;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.eventstore.LedgerHistory;
import org.messageledger.eventstore.LogKeyChange;
import org.messageledger.eventstore.LogKeyChange.Result;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.Log;
import org.messageledger.problem.Problem;
import org.messageledger.problem.ProblemException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The log's public keys, for auditors, and their change, by administrators. No private key is sent or answered. */
@RestController
public final class LogKeyController {

    private static final String KEY = "/api/v1/log/key";
    private static final Duration SIGNED_WITHIN = Duration.ofSeconds(5);

    private final Log log;
    private final LogKeyChange change;
    private final CheckpointPublisher publisher;

    public LogKeyController(Log log, LogKeyChange change, CheckpointPublisher publisher) {
        this.log = log;
        this.change = change;
        this.publisher = publisher;
    }

    /** The keys that checkpoints are verified with, as vkeys (c2sp.org/signed-note): one, or two while it is being changed. */
    @Operation(operationId = "logKey", summary = "The log's public key; two lines while it is being changed")
    @ApiResponse(
            responseCode = "200",
            description = "name+id+key, a line for each that signs now, the older one first",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_PLAIN_VALUE,
                            schema = @Schema(type = "string", example = ProvingExamples.KEY)))
    @GetMapping(path = KEY, produces = MediaType.TEXT_PLAIN_VALUE)
    String key(HttpServletRequest request) {
        Query.refuse(request);
        return LedgerHistory.in(log).names().newest().keys().stream()
                .map(key -> key + "\n")
                .collect(Collectors.joining());
    }

    @Operation(
            operationId = "announceLogKey",
            summary = "Announce the log's next key",
            description =
                    "That in the file log.next.pem of this process' keys, made by log-key make. From its entry on the"
                            + " old and the new key both sign. Every other process needs the file too: until it has, it signs nothing.")
    @ApiResponse(
            responseCode = "201",
            description = "It is announced",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject(ProvingExamples.KEY_ANNOUNCED)))
    @ApiResponse(
            responseCode = "409",
            description = "It cannot be, for a reason that the problem names",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(ref = "#/components/schemas/Problem")))
    @PostMapping(path = KEY + "/announcement", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> announce(HttpServletRequest request, Principal admin) throws IOException {
        refuseParameters(request);
        return answer(change.announce(admin.getName()));
    }

    @Operation(
            operationId = "retireLogKey",
            summary = "Retire the log's old key",
            description =
                    "From its entry on the new key signs alone. Whoever verifies or witnesses the log should have it by"
                            + " then. There is no way back.")
    @ApiResponse(
            responseCode = "201",
            description = "It is retired",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject(ProvingExamples.KEY_RETIRED)))
    @ApiResponse(
            responseCode = "409",
            description = "It cannot be, for a reason that the problem names",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(ref = "#/components/schemas/Problem")))
    @PostMapping(path = KEY + "/retirement", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> retire(HttpServletRequest request, Principal admin) throws IOException {
        refuseParameters(request);
        return answer(change.retire(admin.getName()));
    }

    private static void refuseParameters(HttpServletRequest request) {
        Query.refuse(request);
        if (request.getContentLengthLong() > 0) {
            throw new ProblemException(Problem.malformed("body", "Leave the body out: this has no parameters."));
        }
    }

    private ResponseEntity<Map<String, Object>> answer(Result result) {
        if (result instanceof Result.Changed changed) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("leafIndex", changed.leafIndex());
            json.put("keys", changed.keys().stream().map(VerifierKey::toString).toList());
            json.put("signed", isSigned(changed.leafIndex()));
            return ResponseEntity.status(HttpStatus.CREATED).body(json);
        }
        if (result instanceof Result.Refused refused) {
            throw new ProblemException(
                    Problem.of("log-key", 409, "The log's key cannot be changed so", refused.words()));
        }
        throw new ProblemException(notTaken(((Result.NotTaken) result).outcome()));
    }

    /** By the keys that sign now. If not, the status says why. */
    private boolean isSigned(long leafIndex) {
        try {
            return publisher.covering(leafIndex + 1, SIGNED_WITHIN).isPresent();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Problem notTaken(AppendOutcome outcome) {
        return outcome instanceof AppendOutcome.Pushback pushback
                ? Problem.of(
                                "pushback",
                                503,
                                "The ledger takes no more just now",
                                "Nothing was written. Send the same again after the time in Retry-After.")
                        .with("reason", pushback.reason())
                        .retryAfter(pushback.retryAfter())
                : Problem.of(
                                "outcome-unknown",
                                503,
                                "It is not known yet whether this was written",
                                "Ask for " + KEY
                                        + " until it answers; if it has the keys as before, send the same again.")
                        .retryAfter(Duration.ofSeconds(1));
    }
}
