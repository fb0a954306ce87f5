package org.messageledger.recording;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.time.Instant;
import java.util.UUID;

/** A receipt's form, for the documentation. */
@Schema(name = "Receipt")
record ReceiptSchema(
        @Schema(requiredMode = RequiredMode.REQUIRED) UUID eventId,

        @Schema(requiredMode = RequiredMode.REQUIRED, description = "The recorded event's name")
        String event,

        @Schema(
                description = "The message that the event is about. Absent for a listing, which is one event about "
                        + "several messages, and for a disclosure that names no message")
        String messageId,

        @Schema(requiredMode = RequiredMode.REQUIRED, description = "The entry's place in the log, from 0")
        long leafIndex,

        @Schema(requiredMode = RequiredMode.REQUIRED, description = "Entries in the tree of rootHash")
        long treeSize,

        @Schema(requiredMode = RequiredMode.REQUIRED, description = "SHA-256, base64")
        String rootHash,

        @Schema(requiredMode = RequiredMode.REQUIRED) Instant recordedAt,

        @Schema(requiredMode = RequiredMode.REQUIRED, description = "The one that was sent, or auto: and a UUID")
        String idempotencyKey,

        @Schema(
                description =
                        "With Prefer: return=proof, a .tlog-proof (c2sp.org/tlog-proof): index, inclusion proof, signed "
                                + "checkpoint")
        String proof,

        @Schema(description = "For the person who sent an urgent message; absent otherwise")
        Guidance guidance) {}
