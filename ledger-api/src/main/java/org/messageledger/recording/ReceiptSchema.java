package org.messageledger.recording;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;

/** A receipt's form, for the documentation. */
@Schema(name = "Receipt")
record ReceiptSchema(
        UUID eventId,
        String event,
        String messageId,
        long leafIndex,
        long treeSize,
        @Schema(description = "SHA-256, base64") String rootHash,
        Instant recordedAt,
        String idempotencyKey,
        Guidance guidance) {}
