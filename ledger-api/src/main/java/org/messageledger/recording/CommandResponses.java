package org.messageledger.recording;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Documents what every single command takes and answers. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(
        in = ParameterIn.HEADER,
        name = "Idempotency-Key",
        description = "1 to 200 visible ASCII characters, scoped to the emitter. Without one the ledger makes one and "
                + "names it in the answer.",
        schema = @Schema(type = "string", maxLength = 200))
@Parameter(
        in = ParameterIn.HEADER,
        name = "Prefer",
        description =
                "return=proof: the receipt comes with a proof that needs nobody's word (RFC 7240), a second or so later",
        schema = @Schema(type = "string"))
@ApiResponse(
        responseCode = "201",
        description = "Durable, and in the tree that the receipt names",
        content =
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(implementation = ReceiptSchema.class),
                        examples = @ExampleObject(Examples.RECEIPT)))
@ApiResponse(
        responseCode = "400",
        description = "Malformed; nothing was written",
        content =
                @Content(
                        mediaType = "application/problem+json",
                        schema = @Schema(implementation = ProblemSchema.class),
                        examples = @ExampleObject(Examples.PROBLEM)))
@ApiResponse(
        responseCode = "403",
        description = "Refused; a refused read is recorded and the problem has its receipt",
        content =
                @Content(
                        mediaType = "application/problem+json",
                        schema = @Schema(implementation = ProblemSchema.class)))
@ApiResponse(
        responseCode = "404",
        description = "The message is not known; an attempt to read it is recorded",
        content =
                @Content(
                        mediaType = "application/problem+json",
                        schema = @Schema(implementation = ProblemSchema.class)))
@ApiResponse(
        responseCode = "422",
        description = "A rule is broken, or the idempotency key was used for other content; nothing was written",
        content =
                @Content(
                        mediaType = "application/problem+json",
                        schema = @Schema(implementation = ProblemSchema.class)))
@ApiResponse(
        responseCode = "503",
        description = "Pushback, or an outcome not known yet: try again with the same key",
        content =
                @Content(
                        mediaType = "application/problem+json",
                        schema = @Schema(implementation = ProblemSchema.class)))
@interface CommandResponses {}
