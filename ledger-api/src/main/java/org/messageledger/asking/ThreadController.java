package org.messageledger.asking;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.messageledger.party.Limits;
import org.messageledger.trail.Trails;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Questions about one thread. */
@Tag(name = "Asking")
@RestController
public final class ThreadController {

    private final Trails trails;

    public ThreadController(Trails trails) {
        this.trails = trails;
    }

    @Operation(
            operationId = "threadTrail",
            summary = "Everything that happened to the messages of a thread",
            description = "As the trail of a message. Oldest first. Empty for a thread that nobody ever named.")
    @CommonParameters
    @ApiResponse(
            responseCode = "200",
            description = "The trail",
            content =
                    @Content(
                            schema = @Schema(implementation = FactList.class),
                            examples = @ExampleObject(Examples.FACTS)))
    @GetMapping(path = "/api/v1/threads/{id}/trail", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<FactList> trail(
            @Parameter(example = "portal:12345") @PathVariable String id, HttpServletRequest request) {
        String threadId = Parameters.parsed("id", id, text -> Limits.id("id", text), "");
        Parameters parameters = QuestionParameters.ofList(request);
        return Replies.answer(trails.ofThread(threadId, QuestionParameters.question(parameters)), FactList::of);
    }
}
