package org.messageledger.asking;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.messageledger.message.Category;
import org.messageledger.party.Limits;
import org.messageledger.party.MessageId;
import org.messageledger.party.PoolId;
import org.messageledger.routing.RoutingQuestion;
import org.messageledger.routing.Routings;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Questions about where messages went, and how long that took. */
@Tag(name = "Asking")
@RestController
public final class RoutingController {

    private static final String CATEGORIES =
            Arrays.stream(Category.values()).map(Enum::name).collect(Collectors.joining(", "));

    private final Routings routings;
    private final LargeQuestions large;

    public RoutingController(Routings routings, LargeQuestions large) {
        this.routings = routings;
        this.large = large;
    }

    @Operation(
            operationId = "messageRouting",
            summary = "Where a message went and why, and how long until it was read, answered and resolved",
            description = "Elapsed time, around the clock. 404 when nobody ever named it.")
    @MomentQuestion
    @Parameter(
            in = ParameterIn.QUERY,
            name = "time",
            description =
                    "occurred: durations by occurredAt, or recordedAt where there is none; recorded: by that alone.",
            schema =
                    @Schema(
                            type = "string",
                            allowableValues = {"occurred", "recorded"},
                            defaultValue = "occurred"))
    @ApiResponse(
            responseCode = "200",
            description = "Its hand-overs and times",
            content =
                    @Content(
                            schema = @Schema(implementation = RoutingItem.class),
                            examples = @ExampleObject(RoutingExamples.MESSAGE)))
    @ApiResponse(
            responseCode = "422",
            description = "It has more routes or reads than one answer takes",
            content =
                    @Content(mediaType = RoutingExamples.PROBLEM_TYPE, schema = @Schema(ref = RoutingExamples.PROBLEM)))
    @GetMapping(path = "/api/v1/messages/{id}/routing", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<RoutingItem> routing(
            @Parameter(example = "portal:12345") @PathVariable String id, HttpServletRequest request) {
        MessageId messageId = Parameters.parsed("id", id, MessageId::new, "");
        Parameters parameters = QuestionParameters.ofMoment(request, "time");
        return Replies.answer(
                routings.of(
                        messageId,
                        QuestionParameters.moment(parameters),
                        parameters.leafIndex("atLeast"),
                        QuestionParameters.recorded(parameters)),
                known -> {
                    AsOfItem asOf = AsOfItem.of(known.asOf());
                    return RoutingItem.of(asOf, id, known.story().orElseThrow(() -> new NothingKnown(id, asOf)));
                });
    }

    @Operation(
            operationId = "routingTimes",
            summary = "How the messages of a span fared, by category, pool and week",
            description =
                    "Counts, and exact percentiles of the time to first read, first answer and resolution of the messages "
                            + "that were sent in the span, as of now or then. Elapsed time, around the clock. One at a "
                            + "time; never a sample: what is too much is refused, with what to narrow.")
    @MomentQuestion
    @Parameter(
            in = ParameterIn.QUERY,
            name = "from",
            description = "Sent not before this time.",
            schema = @Schema(type = "string", format = "date-time"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "to",
            description = "Sent before this time.",
            schema = @Schema(type = "string", format = "date-time"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "time",
            description = "occurred: from, to and durations are about occurredAt, or recordedAt where there is none; "
                    + "recorded: about that alone, and only the leaves of the span are looked through.",
            schema =
                    @Schema(
                            type = "string",
                            allowableValues = {"occurred", "recorded"},
                            defaultValue = "occurred"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "category",
            description = "Only messages of this category.",
            schema = @Schema(implementation = Category.class))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "pool",
            description = "Only messages that went to this pool first.",
            schema = @Schema(type = "string"))
    @Parameter(
            in = ParameterIn.QUERY,
            name = "careSite",
            description = "Only messages of this care site.",
            schema = @Schema(type = "string"))
    @ApiResponse(
            responseCode = "200",
            description = "Counts and percentiles",
            content =
                    @Content(
                            schema = @Schema(implementation = RoutingTimesItem.class),
                            examples = @ExampleObject(RoutingExamples.TIMES)))
    @ApiResponse(
            responseCode = "422",
            description = "The whole answer takes more messages, facts or leaves than one question may",
            content =
                    @Content(mediaType = RoutingExamples.PROBLEM_TYPE, schema = @Schema(ref = RoutingExamples.PROBLEM)))
    @ApiResponse(
            responseCode = "503",
            description = "Another such question is being answered: try again",
            content =
                    @Content(mediaType = RoutingExamples.PROBLEM_TYPE, schema = @Schema(ref = RoutingExamples.PROBLEM)))
    @GetMapping(path = "/api/v1/routing/times", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<RoutingTimesItem> times(HttpServletRequest request) throws IOException {
        Parameters parameters =
                QuestionParameters.ofMoment(request, "from", "to", "time", "category", "pool", "careSite");
        RoutingQuestion question = new RoutingQuestion(
                QuestionParameters.span(parameters),
                one(parameters, "category", Category::valueOf, "Give one of: " + CATEGORIES + "."),
                one(parameters, "pool", PoolId::new, ""),
                one(parameters, "careSite", text -> Limits.id("careSite", text), ""),
                QuestionParameters.moment(parameters),
                parameters.leafIndex("atLeast"));
        return Replies.answer(large.alone(() -> routings.times(question)), RoutingTimesItem::of);
    }

    private static <T> @Nullable T one(Parameters parameters, String name, Function<String, T> type, String advice) {
        String text = parameters.text(name);
        return text == null ? null : Parameters.parsed(name, text, type, advice);
    }
}
