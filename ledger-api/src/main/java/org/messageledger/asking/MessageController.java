package org.messageledger.asking;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.messageledger.party.MessageId;
import org.messageledger.trail.Summaries;
import org.messageledger.trail.Trails;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Questions about one message. */
@Tag(name = "Asking")
@RestController
@RequestMapping("/api/v1/messages/{id}")
public final class MessageController {

    private final Trails trails;
    private final Summaries summaries;
    private final ListAnswers lists;

    public MessageController(Trails trails, Summaries summaries, ListAnswers lists) {
        this.trails = trails;
        this.summaries = summaries;
        this.lists = lists;
    }

    @Operation(
            operationId = "message",
            summary = "A message as of now or then",
            description = "404 when nobody ever named it.")
    @MomentQuestion
    @ApiResponse(
            responseCode = "200",
            description = "The message",
            content =
                    @Content(
                            schema = @Schema(implementation = MessageItem.class),
                            examples = @ExampleObject(Examples.MESSAGE)))
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<MessageItem> message(
            @Parameter(example = "portal:12345") @PathVariable String id, HttpServletRequest request) {
        MessageId messageId = messageId(id);
        Parameters parameters = QuestionParameters.ofMoment(request);
        return Replies.answer(
                summaries.of(messageId, QuestionParameters.moment(parameters), parameters.leafIndex("atLeast")),
                known -> MessageItem.of(
                        known.summary().orElseThrow(() -> new NothingKnown(id, AsOfItem.of(known.asOf())))));
    }

    @Operation(
            operationId = "messageTrail",
            summary = "Everything that happened to a message",
            description = "Who accessed it, refused attempts and listings included, and where it went and why. Oldest "
                    + "first. Empty for a message that nobody ever named.")
    @ListQuestion
    @GetMapping(
            path = "/trail",
            produces = {MediaType.APPLICATION_JSON_VALUE, ListForm.TEXT_CSV, ListForm.APPLICATION_NDJSON})
    @Nullable
    ResponseEntity<FactList> trail(
            @Parameter(example = "portal:12345") @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, HttpMediaTypeNotAcceptableException {
        MessageId messageId = messageId(id);
        Parameters parameters = QuestionParameters.ofList(request);
        return lists.answer(request, response, parameters, question -> trails.ofMessage(messageId, question));
    }

    private static MessageId messageId(String id) {
        return Parameters.parsed("id", id, MessageId::new, "");
    }
}
