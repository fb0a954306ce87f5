package org.messageledger.proving;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.messageledger.checkpoint.CheckpointPublisher;
import org.messageledger.checkpoint.LogNames.Since;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.cosigning.Cosigning;
import org.messageledger.cosigning.CosigningStatus;
import org.messageledger.cosigning.WitnessStatus;
import org.messageledger.eventstore.IdentityException;
import org.messageledger.eventstore.LedgerHistory;
import org.messageledger.log.Log;
import org.messageledger.tree.TreeHead;
import org.messageledger.wire.UnreadableEntryException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How much of the log is signed, and who vouches for it, for those who rely on it. */
@RestController
public final class StatusController {

    private final Log log;
    private final CheckpointPublisher publisher;
    private final Cosigning cosigning;

    public StatusController(Log log, CheckpointPublisher publisher, Cosigning cosigning) {
        this.log = log;
        this.publisher = publisher;
        this.cosigning = cosigning;
    }

    /** The log's head, its newest checkpoint and its witnesses, as this process knows them. */
    @Operation(operationId = "logStatus", summary = "How much of the log is signed, and who witnesses it")
    @ApiResponse(
            responseCode = "200",
            description = "In numbers, and for people in words",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            examples = @ExampleObject(ProvingExamples.STATUS)))
    @GetMapping(path = "/api/v1/log/status", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, @Nullable Object> status(HttpServletRequest request) {
        Query.refuse(request);
        long publishedSize = publisher.newestSize();
        Instant publishedAt = publisher.newestAt().orElse(null);
        CosigningStatus status = cosigning.status();
        TreeHead head = log.head().tree();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("treeSize", head.size());
        json.put("rootHash", head.root().toBase64());
        json.put("checkpoint", publishedAt == null ? null : checkpoint(publishedSize, publishedAt, status));
        json.put("witnessedTreeSize", status.witnessedSize() == 0 ? null : status.witnessedSize());
        json.put("policy", status.policy());
        json.put(
                "witnesses",
                status.witnesses().stream().map(StatusController::witness).toList());
        json.put("contradicted", status.isContradicted());
        json.put(
                "failingSince",
                publisher.failing().map(failing -> failing.since().toString()).orElse(null));
        String words = keys(json);
        json.put("statement", words + statement(publisher, cosigning));
        return json;
    }

    /** All of it for people; nothing of it is secret. */
    public static String statement(CheckpointPublisher publisher, Cosigning cosigning) {
        String signing = publisher
                .failing()
                .map(failing -> "Since " + failing.since() + " no checkpoint could be signed: " + failing.why() + ". ")
                .orElse("");
        return signing + cosigning.status().statement();
    }

    /** Adds who signs now; words for people too, if that is more than one, or not to be told. */
    private String keys(Map<String, @Nullable Object> json) {
        try {
            Since signing = LedgerHistory.in(log).names().newest();
            json.put("keys", signing.keys().stream().map(VerifierKey::toString).toList());
            return signing.keys().size() == 1
                    ? ""
                    : "The log's key is being changed: since leaf " + signing.leafIndex() + " "
                            + signing.keys().get(0) + " and "
                            + signing.keys().get(1) + " both sign, until the old one is retired. ";
        } catch (IdentityException | UnreadableEntryException e) {
            json.put("keys", null);
            return "WARNING: what the log says of its own keys cannot be believed: " + e.getMessage() + ". ";
        }
    }

    private static Map<String, Object> checkpoint(long size, Instant publishedAt, CosigningStatus status) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("treeSize", size);
        json.put("publishedAt", publishedAt.toString());
        json.put("witnessed", status.isWitnessed());
        json.put("cosignedBy", status.cosigners());
        return json;
    }

    private static Map<String, @Nullable Object> witness(WitnessStatus witness) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", witness.name());
        json.put("url", witness.url());
        json.put("cosignedTreeSize", witness.cosignedSize() == 0 ? null : witness.cosignedSize());
        json.put("trouble", witness.trouble());
        json.put(
                "troubleAt",
                witness.troubleAt() == null ? null : witness.troubleAt().toString());
        json.put("contradicts", witness.contradicts());
        return json;
    }
}
