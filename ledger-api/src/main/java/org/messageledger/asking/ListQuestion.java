package org.messageledger.asking;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.messageledger.access.AccessKind;
import org.messageledger.fact.Outcome;
import org.messageledger.party.Irregularity;
import org.springframework.http.MediaType;

/** Documents the parameters of every list, which {@link QuestionParameters} reads, and its answer, as {@link ListAnswers} gives it. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(
        in = ParameterIn.QUERY,
        name = "from",
        description = "Not before this time: occurredAt, or recordedAt where there is none.",
        schema = @Schema(type = "string", format = "date-time"))
@Parameter(
        in = ParameterIn.QUERY,
        name = "to",
        description = "Before this time.",
        schema = @Schema(type = "string", format = "date-time"))
@Parameter(
        in = ParameterIn.QUERY,
        name = "time",
        description = "recorded: from and to are about recordedAt alone.",
        schema =
                @Schema(
                        type = "string",
                        allowableValues = {"occurred", "recorded"},
                        defaultValue = "occurred"))
@Parameter(
        in = ParameterIn.QUERY,
        name = "asOf",
        description = "What was known then: a leaf index (with this leaf), or a time (what was recorded before it).",
        schema = @Schema(type = "string"))
@Parameter(
        in = ParameterIn.QUERY,
        name = "limit",
        schema = @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "100"))
@Parameter(
        in = ParameterIn.QUERY,
        name = "cursor",
        description = "next of the page before; the other parameters stay as they were, but for limit and atLeast.",
        schema = @Schema(type = "string"))
@Parameter(
        in = ParameterIn.QUERY,
        name = "order",
        description = "By leafIndex.",
        schema =
                @Schema(
                        type = "string",
                        allowableValues = {"asc", "desc"},
                        defaultValue = "asc"))
@Parameter(
        in = ParameterIn.QUERY,
        name = "atLeast",
        description = "Waits at most 5 s until the view has this leaf, such as that of a receipt; else 503.",
        schema = @Schema(type = "integer", format = "int64", minimum = "0"))
@Parameter(
        in = ParameterIn.QUERY,
        name = "event",
        description = "Names of events; may be repeated.",
        array = @ArraySchema(schema = @Schema(type = "string"), maxItems = 20))
@Parameter(
        in = ParameterIn.QUERY,
        name = "kind",
        description = "Kinds of access; may be repeated.",
        array = @ArraySchema(schema = @Schema(implementation = AccessKind.class), maxItems = 20))
@Parameter(
        in = ParameterIn.QUERY,
        name = "actor",
        description = "Who acted; may be repeated.",
        array = @ArraySchema(schema = @Schema(type = "string"), maxItems = 20))
@Parameter(
        in = ParameterIn.QUERY,
        name = "outcome",
        description = "How an access ended; may be repeated.",
        array = @ArraySchema(schema = @Schema(implementation = Outcome.class), maxItems = 20))
@Parameter(
        in = ParameterIn.QUERY,
        name = "irregularity",
        description = "Any of these; may be repeated.",
        array = @ArraySchema(schema = @Schema(implementation = Irregularity.class), maxItems = 20))
@Parameter(
        in = ParameterIn.QUERY,
        name = "format",
        description = "csv and ndjson come whole, without limit and cursor; Accept does the same.",
        schema =
                @Schema(
                        type = "string",
                        allowableValues = {"json", "csv", "ndjson"},
                        defaultValue = "json"))
@ApiResponse(
        responseCode = "200",
        description = "The facts, in order",
        content = {
            @Content(
                    mediaType = MediaType.APPLICATION_JSON_VALUE,
                    schema = @Schema(implementation = FactList.class),
                    examples = @ExampleObject(Examples.FACTS)),
            @Content(
                    mediaType = ListForm.TEXT_CSV,
                    schema = @Schema(type = "string"),
                    examples = @ExampleObject(Examples.CSV)),
            @Content(
                    mediaType = ListForm.APPLICATION_NDJSON,
                    schema = @Schema(type = "string"),
                    examples = @ExampleObject(Examples.NDJSON))
        })
@interface ListQuestion {}
