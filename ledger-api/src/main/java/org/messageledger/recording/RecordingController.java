package org.messageledger.recording;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.security.Principal;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.messageledger.access.ListMessages;
import org.messageledger.access.ReadMessage;
import org.messageledger.checkpoint.LeafProofs;
import org.messageledger.checkpoint.TlogProof;
import org.messageledger.eventstore.Answer;
import org.messageledger.eventstore.Receipt;
import org.messageledger.eventstore.Recorder;
import org.messageledger.eventstore.Submission;
import org.messageledger.log.StorageException;
import org.messageledger.message.DiscloseMessage;
import org.messageledger.message.ReportSuspicion;
import org.messageledger.message.ResolveMessage;
import org.messageledger.message.RetractMessage;
import org.messageledger.message.RouteMessage;
import org.messageledger.message.SendMessage;
import org.messageledger.problem.ProblemResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One command a request. Answers when the entry is durable, never before. */
@RestController
@RequestMapping(path = "/api/v1", consumes = MediaType.APPLICATION_JSON_VALUE)
public final class RecordingController {

    private static final Logger LOGGER = LoggerFactory.getLogger(RecordingController.class);
    private static final String REPLAYED = "Idempotency-Replayed";
    private static final String PREFERENCE_APPLIED = "Preference-Applied";

    /** A checkpoint that covers a durable leaf is signed within a second or so; a receipt does not wait for a fault. */
    private static final Duration PROOF_PATIENCE = Duration.ofSeconds(5);

    private final Recorder recorder;
    private final LeafProofs proofs;
    private final CommandReader reader;
    private final AnswerJson json;

    RecordingController(Recorder recorder, LeafProofs proofs, CommandReader reader, AnswerJson json) {
        this.recorder = recorder;
        this.proofs = proofs;
        this.reader = reader;
        this.json = json;
    }

    @Operation(
            operationId = "sendMessage",
            summary = "A message is sent",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = SendMessage.class),
                                            examples = @ExampleObject(Examples.SEND))))
    @CommandResponses
    @PostMapping("/messages")
    ResponseEntity<Map<String, Object>> send(HttpServletRequest request, Principal emitter) throws IOException {
        return record(SendMessage.class, null, request, emitter);
    }

    @Operation(
            operationId = "readMessage",
            summary = "A message is read, or somebody tries to",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ReadMessage.class),
                                            examples = @ExampleObject(Examples.READ))))
    @CommandResponses
    @PostMapping("/messages/{id}/reads")
    ResponseEntity<Map<String, Object>> read(@PathVariable String id, HttpServletRequest request, Principal emitter)
            throws IOException {
        return record(ReadMessage.class, id, request, emitter);
    }

    @Operation(
            operationId = "listMessages",
            summary = "Messages are shown in a list or found by a search",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ListMessages.class),
                                            examples = @ExampleObject(Examples.LIST))))
    @CommandResponses
    @PostMapping("/listings")
    ResponseEntity<Map<String, Object>> list(HttpServletRequest request, Principal emitter) throws IOException {
        return record(ListMessages.class, null, request, emitter);
    }

    @Operation(
            operationId = "routeMessage",
            summary = "A message is handed over",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = RouteMessage.class),
                                            examples = @ExampleObject(Examples.ROUTE))))
    @CommandResponses
    @PostMapping("/messages/{id}/routes")
    ResponseEntity<Map<String, Object>> route(@PathVariable String id, HttpServletRequest request, Principal emitter)
            throws IOException {
        return record(RouteMessage.class, id, request, emitter);
    }

    @Operation(
            operationId = "resolveMessage",
            summary = "A message is settled",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ResolveMessage.class),
                                            examples = @ExampleObject(Examples.RESOLVE))))
    @CommandResponses
    @PostMapping("/messages/{id}/resolution")
    ResponseEntity<Map<String, Object>> resolve(@PathVariable String id, HttpServletRequest request, Principal emitter)
            throws IOException {
        return record(ResolveMessage.class, id, request, emitter);
    }

    @Operation(
            operationId = "retractMessage",
            summary = "A message is taken back by its sender",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = RetractMessage.class),
                                            examples = @ExampleObject(Examples.RETRACT))))
    @CommandResponses
    @PostMapping("/messages/{id}/retraction")
    ResponseEntity<Map<String, Object>> retract(@PathVariable String id, HttpServletRequest request, Principal emitter)
            throws IOException {
        return record(RetractMessage.class, id, request, emitter);
    }

    @Operation(
            operationId = "reportSuspicion",
            summary = "A message is reported as suspicious",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = ReportSuspicion.class),
                                            examples = @ExampleObject(Examples.SUSPECT))))
    @CommandResponses
    @PostMapping("/messages/{id}/suspicions")
    ResponseEntity<Map<String, Object>> suspect(@PathVariable String id, HttpServletRequest request, Principal emitter)
            throws IOException {
        return record(ReportSuspicion.class, id, request, emitter);
    }

    @Operation(
            operationId = "discloseMessage",
            summary = "Information about patients is given to somebody outside (45 CFR 164.528)",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(implementation = DiscloseMessage.class),
                                            examples = @ExampleObject(Examples.DISCLOSE))))
    @CommandResponses
    @PostMapping("/disclosures")
    ResponseEntity<Map<String, Object>> disclose(HttpServletRequest request, Principal emitter) throws IOException {
        return record(DiscloseMessage.class, null, request, emitter);
    }

    private ResponseEntity<Map<String, Object>> record(
            Class<?> command, @Nullable String messageId, HttpServletRequest request, Principal emitter)
            throws IOException {
        RequestHead.check(request);
        String key = RequestHead.idempotencyKey(request);
        CommandReader.Read read = reader.body(command, messageId, Body.read(request), emitter.getName());
        Answer answer = recorder.record(new Submission(
                read.command(),
                emitter.getName(),
                key,
                read.content(),
                request.getRequestId(),
                Trace.id(request.getHeader("traceparent"))));
        Receipt receipt = answer.receipt();
        TlogProof proof = receipt == null || !RequestHead.prefersProof(request) ? null : proof(receipt);
        return response(answer, proof);
    }

    /** Null when there is none in time: what is durable is answered so, with a proof or without. */
    private @Nullable TlogProof proof(Receipt receipt) {
        try {
            return proofs.of(receipt.leafIndex(), PROOF_PATIENCE).orElse(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (StorageException e) {
            LOGGER.warn("a receipt goes without its proof: leafIndex={}", receipt.leafIndex(), e);
            return null;
        }
    }

    /** Names the form of the answer itself: nobody must lose a receipt because of what he accepts. */
    private ResponseEntity<Map<String, Object>> response(Answer answer, @Nullable TlogProof proof) {
        if (answer instanceof Answer.Recorded recorded) {
            ResponseEntity.BodyBuilder created = recorded.receipt().messageId() == null
                    ? ResponseEntity.status(201)
                    : ResponseEntity.created(
                            URI.create("/api/v1/messages/" + recorded.receipt().messageId()));
            return created.headers(headers(recorded.replayed(), proof))
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(json.receipt(recorded, proof));
        }
        boolean replayed = answer instanceof Answer.Refused refused && refused.replayed();
        return ProblemResponse.of(json.problem(answer, proof), headers(replayed, proof));
    }

    private static HttpHeaders headers(boolean replayed, @Nullable TlogProof proof) {
        HttpHeaders headers = new HttpHeaders();
        if (proof != null) {
            headers.set(PREFERENCE_APPLIED, RequestHead.PROOF);
        }
        if (replayed) {
            headers.set(REPLAYED, "true");
        }
        return headers;
    }
}
