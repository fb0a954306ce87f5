package org.messageledger.recording;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.util.List;

/** A problem's form (RFC 9457), for the documentation. */
@Schema(name = "Problem", description = "A refusal (RFC 9457). Some have further members")
record ProblemSchema(
        @Schema(requiredMode = RequiredMode.REQUIRED, description = "urn:message-ledger:problem: and a stable name")
        String type,

        @Schema(requiredMode = RequiredMode.REQUIRED, description = "Constant for its type")
        String title,

        @Schema(requiredMode = RequiredMode.REQUIRED) int status,

        @Schema(requiredMode = RequiredMode.REQUIRED, description = "What the caller should do")
        String detail,

        @Schema(description = "The offending field or parameter, as a path")
        String field,

        @Schema(description = "What is wrong, where a rule is broken")
        List<String> reasons,

        String idempotencyKey,
        @Schema(description = "As in Retry-After") Long retryAfterSeconds,

        @Schema(description = "Of a refused read: the attempt itself is recorded")
        ReceiptSchema receipt) {}
